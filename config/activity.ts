/** What an account's owner is told of afterwards. Failed sign-ins are not among them: they are counted. */
export const ACTIVITY_KINDS = [
  'signed_in',
  'password_changed',
  'password_reset',
  'email_changed',
  'sessions_ended',
  /** Somebody used a copy of a refresh token; the session was ended. */
  'theft_detected',
  /** By an administrator. */
  'sessions_ended_by_admin',
  'role_given',
  'role_taken',
] as const;

export type ActivityKind = (typeof ACTIVITY_KINDS)[number];
