import type { ActivityKind } from '@/config/contracts/activity';

/** The text for each kind of event, addressed to the owner of the account. */
export const ACTIVITY_LABELS: Record<ActivityKind, string> = {
  signed_in: 'Signed in',
  new_browser: 'First sign-in with this browser',
  password_changed: 'Password changed',
  password_reset: 'Password reset by email link',
  email_changed: 'Email address changed',
  email_change_cancelled: 'Email change cancelled, all sessions ended',
  sessions_ended: 'Other sessions ended',
  sign_in_method_added: 'Way to sign in added',
  sign_in_method_removed: 'Way to sign in removed',
  passkey_added: 'Passkey added',
  passkey_removed: 'Passkey removed',
  passkey_copied: 'A copy of a passkey may have been used, so the sign-in was refused',
  removed_passkey_refused: 'A sign-in with a removed passkey was refused',
  second_factor_added: 'Two-factor authentication turned on',
  second_factor_removed: 'Two-factor authentication turned off',
  code_refused: 'A wrong two-factor code was entered after the sign-in',
  recovery_code_used: 'A recovery code was used',
  recovery_codes_replaced: 'Recovery codes replaced',
  theft_detected: 'A stolen copy of your session was used, so the session was ended',
  sessions_ended_by_admin: 'Sessions ended by an administrator',
  second_factor_removed_by_admin: 'Two-factor authentication turned off by an administrator',
  role_given: 'An administrator assigned you a role',
  role_taken: 'An administrator removed a role from you',
};

/** Whether this kind of event means that someone else may have had access. */
export const isCritical = (kind: ActivityKind): boolean =>
  kind === 'theft_detected' || kind === 'passkey_copied';

/** Describes a number of failed sign-ins: "2 sign-ins failed". */
export function describeFailedSignIns(count: number): string {
  return count === 1 ? 'One sign-in failed' : `${count} sign-ins failed`;
}

/** Describes events that are counted but not listed: "Signed in, 3 times more". */
export function describeOmitted(kind: ActivityKind, count: number): string {
  return `${ACTIVITY_LABELS[kind]}, ${count === 1 ? 'once' : `${count} times`} more`;
}
