import type { CredentialProblem } from '@/config/contracts/credentialForms';
import { formatWaitParam, tooManyMails } from '@/config/wait';

/** A problem in words, and the field that it is about. */
export interface CredentialProblemText {
  field?: 'email' | 'password' | 'confirmation';
  text: string;
  /** Whether the link in the mail is of no more use. */
  isAboutLink?: boolean;
}

const TEXTS: Record<Exclude<CredentialProblem, 'mail_limit'>, CredentialProblemText> = {
  email_invalid: { field: 'email', text: 'Enter a valid email address, such as name@example.com.' },
  link_used: {
    isAboutLink: true,
    text: 'This link has been used or has expired. If you have just changed your password with it, sign in. Otherwise request another one.',
  },
  password_refused: {
    field: 'password',
    text: 'This password does not follow the rules. Choose another one.',
  },
  passwords_differ: { field: 'confirmation', text: "The passwords don't match." },
  other_user: {
    text: 'Another account is now signed in in this browser. Nothing was changed. Reload the page to continue with that account.',
  },
  rejected: { text: 'This form could not be accepted. Nothing was changed. Open the page again and retry.' },
};

/**
 * Describes why a form was refused and what to do next.
 *
 * @param wait seconds, as the URL has them
 */
export function describeCredentialProblem(
  problem: CredentialProblem,
  wait: string | undefined,
): CredentialProblemText {
  return problem === 'mail_limit' ? { text: tooManyMails(formatWaitParam(wait)) } : TEXTS[problem];
}
