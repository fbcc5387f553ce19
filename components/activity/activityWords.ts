import type { ActivityKind } from '@/config/contracts/activity';

/** What happened, as its owner would say it. */
export const activityWords: Record<ActivityKind, string> = {
  signed_in: 'Signed in',
  password_changed: 'Password changed',
  password_reset: 'Password reset through a mail',
  email_changed: 'Email address changed',
  email_change_cancelled: 'Change of email address cancelled, all sessions ended',
  sessions_ended: 'Other sessions ended',
  theft_detected: 'A copy of your session was used by somebody, so that session was ended',
  sessions_ended_by_admin: 'Sessions ended by an administrator',
  role_given: 'An administrator gave you a role',
  role_taken: 'An administrator took a role from you',
};

/** Kinds by which an account is lost, where it is lost. */
export const isGrave = (kind: ActivityKind): boolean => kind === 'theft_detected';

/** How many sign-ins failed. */
export function failedInWords(times: number): string {
  return times === 1 ? 'One sign-in failed' : `${times} sign-ins failed`;
}

/** How many more there were than are listed one by one. */
export function moreInWords(kind: ActivityKind, times: number): string {
  return `${activityWords[kind]}, ${times === 1 ? 'once' : `${times} times`} more`;
}
