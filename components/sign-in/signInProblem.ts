import type { SignInMode, SignInProblem } from '@/config/contracts/signInForm';
import { toProviderId, type SignInMethod } from '@/config/signInMethods';
import { readWaitParam } from '@/config/wait';
import type { Translator } from '../ui/translations';
import { passwordRuleTexts } from './passwordRuleTexts';

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
  /** How the user of the account with the address signs in, and the name of a provider. */
  otherWays?: readonly { method: SignInMethod; provider: string | undefined }[];
}

/** A problem in words, and the field that it is about. */
interface ProblemText {
  field?: 'email' | 'password' | 'link-email';
  text: string;
}

/** The messages of these features. */
export interface ProblemTranslators {
  t: Translator<'sign-in'>;
  platform: Translator<'platform'>;
}

function passwordText({ mode, minPasswordLength }: RefusedSignIn, t: Translator<'sign-in'>): string {
  if (mode === 'signin') return t('problems.passwordMissing');
  return [t('problems.passwordRefused'), passwordRuleTexts(minPasswordLength, t)].join(' ');
}

/** Messages about a provider. */
const PROVIDER_TEXTS = {
  provider_denied: 'problems.providerDenied',
  provider_unavailable: 'problems.providerUnavailable',
  provider_failed: 'problems.providerFailed',
  provider_no_email: 'problems.providerNoEmail',
  provider_unverified_email: 'problems.providerUnverifiedEmail',
  provider_not_confirmed: 'problems.providerNotConfirmed',
} as const;

function otherMethodText({ otherWays = [] }: RefusedSignIn, t: Translator<'sign-in'>): string {
  const first = otherWays.find(({ method }) => method !== 'passkey') ?? otherWays[0];
  const { method = 'other', provider = '' } = first ?? {};
  const kind = toProviderId(method) === undefined ? method : 'provider';
  const text = t('problems.otherMethod', { method: kind, provider });
  const hasPasskeyToo = method !== 'passkey' && otherWays.some((way) => way.method === 'passkey');
  return hasPasskeyToo ? `${text} ${t('problems.otherMethodPasskey')}` : text;
}

/** Describes why a sign-in failed and what to do next. */
export function describeProblem(refused: RefusedSignIn, { t, platform }: ProblemTranslators): ProblemText {
  const { problem, wait, provider = t('problems.someProvider') } = refused;
  switch (problem) {
    case 'wrong_credentials':
      return { text: t('problems.wrongCredentials') };
    case 'email_invalid':
      return { field: 'email', text: t('problems.emailInvalid') };
    case 'email_taken':
      return { field: 'email', text: t('problems.emailTaken') };
    case 'password_refused':
      return { field: 'password', text: passwordText(refused, t) };
    case 'too_many_tries':
      return { text: platform('refusals.tooManyAttempts', readWaitParam(wait)) };
    case 'rejected':
      return { text: t('problems.rejected') };
    case 'link_email_invalid':
      return { field: 'link-email', text: t('problems.linkEmailInvalid') };
    case 'link_email_undeliverable':
      return { field: 'link-email', text: t('problems.linkEmailUndeliverable') };
    case 'link_mail_limit':
      return { text: platform('refusals.tooManyMails', readWaitParam(wait)) };
    case 'sign_in_expired':
      return { text: t('problems.signInExpired') };
    case 'sign_in_overtaken':
      return { text: platform('refusals.signInOvertaken') };
    case 'other_method':
      return { text: otherMethodText(refused, t) };
    default:
      return { text: t(PROVIDER_TEXTS[problem], { provider }) };
  }
}
