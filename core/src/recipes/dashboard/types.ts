/** Somebody who may use the dashboard of an app. */
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
