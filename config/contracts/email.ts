import * as z from 'zod';
import { emailAddress } from '../rules/emailSchema.ts';
import { passwordAgain } from './password.ts';

export const EMAIL_FUNCTION = '/.netlify/functions/email';

/** `POST email/verification`: a mail with a link is on its way, or there was no need for one. */
export const verificationAsked = z.strictObject({ status: z.enum(['sent', 'verified']) });

/** `PUT email`. */
export const emailChange = z.strictObject({
  email: emailAddress,
  password: passwordAgain('password'),
});

/** `PUT email`: a mail went to the new address; `notified` says whether one went to the old address. */
export const emailChangeAsked = z.strictObject({ sentTo: z.string(), notified: z.boolean() });
export type EmailChangeAsked = z.infer<typeof emailChangeAsked>;

/** Longer than any token in a link of ours. */
const MAX_TOKEN_LENGTH = 1500;

/** `POST email/confirmation` and `POST email/cancellation`. */
export const emailLink = z.strictObject({
  token: z
    .string('The link is not complete.')
    .min(1, 'The link is not complete.')
    .max(MAX_TOKEN_LENGTH, 'That is no link of ours.'),
});

/**
 * `POST email/confirmation`: the address is another one now, and whether the old one was told. `already` says that the
 * link was used before.
 */
export const emailChanged = z.strictObject({
  email: z.string(),
  notified: z.boolean(),
  already: z.boolean(),
});

/** `POST email/cancellation`: nothing changes, and whether this browser was signed in to that account. */
export const emailChangeCancelled = z.strictObject({
  cancelled: z.literal(true),
  signedOutHere: z.boolean(),
});
