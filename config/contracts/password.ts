import * as z from 'zod';
import { toStoredPassword } from '../rules/passwordRule.ts';
import { validationText } from './refusalReason.ts';

export const PASSWORD_FUNCTION = '/.netlify/functions/password';

/** Longer than the rule allows: a password may be older than the rule. */
const LONGEST = 1000;

/** Messages about the fields in which users confirm their password. */
const MESSAGES = {
  password: {
    missing: validationText('platform.missingPassword', 'Enter your password.'),
    wrong: validationText('platform.wrongPassword', 'Wrong password.'),
  },
  currentPassword: {
    missing: validationText('platform.missingCurrentPassword', 'Enter your current password.'),
    wrong: validationText('platform.wrongCurrentPassword', 'Wrong current password.'),
  },
};
export type PasswordFieldName = keyof typeof MESSAGES;

/** Returns the message for a wrong password in such a field. */
export const wrongPasswordMessage = (field: PasswordFieldName): string => MESSAGES[field].wrong;

/** Returns the message for such a field without a value. */
export const missingPasswordMessage = (field: PasswordFieldName): string => MESSAGES[field].missing;

/** The value of such a field. */
export function passwordConfirmation(field: PasswordFieldName) {
  const missing = missingPasswordMessage(field);
  return z.string(missing).min(1, missing).max(LONGEST, wrongPasswordMessage(field));
}

const NO_PASSWORD = validationText('password.missingNew', 'Choose a new password.');

/** `PUT password`. */
export const passwordChange = z
  .strictObject({
    currentPassword: passwordConfirmation('currentPassword'),
    newPassword: z
      .string({ error: ({ input }) => (input === undefined ? NO_PASSWORD : 'must be text') })
      .min(1, NO_PASSWORD),
  })
  .refine(
    ({ currentPassword, newPassword }) => toStoredPassword(currentPassword) !== toStoredPassword(newPassword),
    {
      path: ['newPassword'],
      error: validationText('password.unchanged', 'That is your current password. Choose another one.'),
    },
  );

/** `PUT password`: the password has changed; the fields describe what followed. */
export const passwordChanged = z.strictObject({
  /** Number of other ended sessions; null if they could not be ended. */
  sessionsEnded: z.number().nullable(),
  /** Whether a notification was sent. */
  notified: z.boolean(),
});
export type PasswordChanged = z.infer<typeof passwordChanged>;
