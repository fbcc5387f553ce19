import type { CredentialProblem } from '@/config/contracts/credentialForms';
import { readWaitParam } from '@/config/wait';
import type { ProblemTranslators } from './signInProblem';

/** A problem in words, and the field that it is about. */
export interface CredentialProblemText {
  field?: 'email' | 'password' | 'confirmation';
  text: string;
  /** Whether the link in the mail is of no more use. */
  isAboutLink?: boolean;
}

/**
 * Describes why a form was refused and what to do next.
 *
 * @param wait seconds, as the URL has them
 */
export function describeCredentialProblem(
  problem: CredentialProblem,
  wait: string | undefined,
  { t, platform }: ProblemTranslators,
): CredentialProblemText {
  switch (problem) {
    case 'email_invalid':
      return { field: 'email', text: t('problems.emailInvalid') };
    case 'mail_limit':
      return { text: platform('refusals.tooManyMails', readWaitParam(wait)) };
    case 'link_used':
      return { isAboutLink: true, text: t('problems.linkUsed') };
    case 'password_refused':
      return { field: 'password', text: t('problems.againstRules') };
    case 'passwords_differ':
      return { field: 'confirmation', text: t('problems.passwordsDiffer') };
    case 'other_user':
      return { text: platform('refusals.otherUser') };
    case 'rejected':
      return { text: t('problems.formRejected') };
  }
}
