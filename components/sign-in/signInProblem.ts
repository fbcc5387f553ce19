import type { SignInMode, SignInProblem } from '@/config/contracts/signInForm';
import { passwordRules, REFUSED_PASSWORDS } from '@/config/rules/passwordRule';
import { formatWaitParam, tooManyAttempts, tooManyMails } from '@/config/wait';

/** A refused form, as the sign-in page got it in its URL. */
export interface RefusedSignIn {
  problem: SignInProblem;
  mode: SignInMode;
  /** Seconds to wait, as the URL has it. */
  wait: string | undefined;
  /** In characters. */
  minPasswordLength: number;
  /** Name of the provider that the problem is about. */
  provider?: string | undefined;
  /** How the user of the account with the address signs in, in words. */
  otherWay?: string | undefined;
}

/** A problem in words, and the field that it is about. */
interface ProblemText {
  field?: 'email' | 'password';
  text: string;
}

function passwordText({ mode, minPasswordLength }: RefusedSignIn): string {
  if (mode === 'signin') return 'Enter your password.';
  const rules = passwordRules(minPasswordLength).map(({ words }) => words);
  return `Choose another password. ${[...rules, REFUSED_PASSWORDS].join('. ')}.`;
}

const REJECTED = 'The email address or the password contains characters that cannot be used.';

function providerText({ problem, provider = 'the provider', otherWay }: RefusedSignIn): string | undefined {
  switch (problem) {
    case 'provider_denied':
      return `You canceled the sign-in with ${provider}. Try again, or sign in another way.`;
    case 'provider_unavailable':
      return `Sign-in with ${provider} is not available at the moment. Try again later, or sign in another way.`;
    case 'provider_failed':
      return `Sign-in with ${provider} failed. Try again, or sign in another way.`;
    case 'provider_no_email':
      return `Your account with ${provider} has no email address that can be used here. Add one there, or sign in another way.`;
    case 'provider_unverified_email':
      return `Your email address is not verified by ${provider}. Verify it there, then try again.`;
    case 'sign_in_expired':
      return 'This sign-in is no longer valid. It took too long, was started in another browser, or was already completed. Try again.';
    case 'other_method':
      return `This address already has an account. Sign in ${otherWay ?? 'the way you did before'}.`;
    default:
      return undefined;
  }
}

/** Describes why a sign-in failed and what to do next. */
export function describeProblem(refused: RefusedSignIn): ProblemText {
  switch (refused.problem) {
    case 'wrong_credentials':
      return { text: 'Wrong email or password. Try again.' };
    case 'email_invalid':
      return { field: 'email', text: 'Enter a valid email address, such as name@example.com.' };
    case 'email_taken':
      return { field: 'email', text: 'This email address already has an account. Sign in instead.' };
    case 'password_refused':
      return { field: 'password', text: passwordText(refused) };
    case 'too_many_tries':
      return { text: tooManyAttempts(formatWaitParam(refused.wait)) };
    case 'link_email_invalid':
      return { text: 'Enter a valid email address for the link, such as name@example.com.' };
    case 'link_email_undeliverable':
      return { text: 'The mail server rejects this email address. Check it for typing errors.' };
    case 'link_mail_limit':
      return { text: tooManyMails(formatWaitParam(refused.wait)) };
    case 'other_method_password':
      return {
        text: 'This address already has an account with a password. Sign in with your password, or reset it.',
      };
    default:
      return { text: providerText(refused) ?? REJECTED };
  }
}
