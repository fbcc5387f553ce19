import * as z from 'zod';
import { emailAddress } from '../rules/emailSchema.ts';
import { passwordConfirmation } from './password.ts';
import { validationText } from './refusalReason.ts';

export const EMAIL_FUNCTION = '/.netlify/functions/email';

/** `POST email/verification`: a mail was sent, or the address was already verified. */
export const verificationRequested = z.strictObject({ status: z.enum(['sent', 'verified']) });

/** `PUT email`. */
export const emailChange = z.strictObject({
  email: emailAddress,
  /** Omitted by users without a password, who sign in again instead. */
  password: passwordConfirmation('password').optional(),
});

/**
 * `PUT email`: a mail was sent to the new address; `notified` says whether one was sent to the old address.
 */
export const emailChangeRequested = z.strictObject({ sentTo: z.string(), notified: z.boolean() });

/** Longer than any token in our links. */
const MAX_TOKEN_LENGTH = 1500;

const INCOMPLETE = validationText('email.linkIncomplete', 'The link is not complete.');

/** `POST email/confirmation` and `POST email/cancellation`. */
export const emailLink = z.strictObject({
  token: z
    .string(INCOMPLETE)
    .min(1, INCOMPLETE)
    .max(MAX_TOKEN_LENGTH, validationText('email.unknownLink', 'That is no link of ours.')),
});

/**
 * `POST email/confirmation`: the address has changed; `notified` says whether the old one was told.
 * `alreadyConfirmed` says that the link had been used before.
 */
export const emailChanged = z.strictObject({
  email: z.string(),
  notified: z.boolean(),
  alreadyConfirmed: z.boolean(),
});

/**
 * `POST email/cancellation`: the change is canceled; `signedOutHere` says whether this browser was signed in
 * to the account.
 */
export const emailChangeCancelled = z.strictObject({
  cancelled: z.literal(true),
  signedOutHere: z.boolean(),
});
