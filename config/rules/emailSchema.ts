import * as z from 'zod';
import { validationText } from '../contracts/refusalReason.ts';
import { EMAIL_PROBLEM, toCanonicalEmail } from './emailRule.ts';

const INVALID = validationText('platform.emailInvalid', EMAIL_PROBLEM);

/** An email address in a request body. The output is its canonical spelling. */
export const emailAddress = z.string(INVALID).transform((typed, context) => {
  const email = toCanonicalEmail(typed);
  if (email !== undefined) return email;
  context.addIssue(INVALID);
  return z.NEVER;
});
