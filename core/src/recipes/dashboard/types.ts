/** A user of an app's dashboard. */
export interface DashboardUser {
  readonly userId: string;
  readonly email: string;
  readonly timeJoined: number;
}

export interface DashboardSession {
  readonly sessionId: string;
  readonly userId: string;
  readonly createdAt: number;
  readonly expiresAt: number;
}
