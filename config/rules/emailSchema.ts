import * as z from 'zod';
import { EMAIL_PROBLEM, toCanonicalEmail } from './emailRule.ts';

/** An email address in a request body. The output is its canonical spelling. */
export const emailAddress = z.string(EMAIL_PROBLEM).transform((typed, context) => {
  const email = toCanonicalEmail(typed);
  if (email !== undefined) return email;
  context.addIssue(EMAIL_PROBLEM);
  return z.NEVER;
});
