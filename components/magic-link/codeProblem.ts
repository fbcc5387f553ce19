import type { CodeProblem } from '@/config/contracts/magic-link';
import { SIGN_IN_CODE_MINUTES } from '@/config/rules/limits';
import { readWaitParam } from '@/config/wait';
import type { Translator } from '../ui/translations';

/** A refused form, as the page got it in its URL. */
export interface RefusedCode {
  problem: CodeProblem;
  /** Seconds to wait. */
  wait: string | undefined;
  triesLeft: string | undefined;
}

/** A problem in words, and whether it is about the code that the user entered. */
interface ProblemText {
  isAboutCode: boolean;
  text: string;
}

/** The messages of these features. */
interface Translators {
  t: Translator<'magic-link'>;
  platform: Translator<'platform'>;
}

const wrongCode = (triesLeft: string | undefined, t: Translator<'magic-link'>): string =>
  /^[1-9]$/.test(triesLeft ?? '')
    ? t('problems.wrongTriesLeft', { count: Number(triesLeft) })
    : t('problems.wrong');

/** Describes why a form of the page "Check your email" was refused and what to do next. */
export function describeCodeProblem(
  { problem, wait, triesLeft }: RefusedCode,
  { t, platform }: Translators,
): ProblemText {
  switch (problem) {
    case 'code_malformed':
      return { isAboutCode: true, text: t('problems.malformed') };
    case 'code_wrong':
      return { isAboutCode: true, text: wrongCode(triesLeft, t) };
    case 'code_expired':
      return { isAboutCode: false, text: t('problems.expired', { minutes: SIGN_IN_CODE_MINUTES }) };
    case 'code_tries_used':
      return { isAboutCode: false, text: t('problems.triesUsed') };
    case 'code_limit':
      return { isAboutCode: false, text: t('problems.limit', readWaitParam(wait)) };
    case 'mail_limit':
      return { isAboutCode: false, text: platform('refusals.tooManyMails', readWaitParam(wait)) };
    case 'newer_request':
      return { isAboutCode: false, text: t('problems.newerRequest') };
  }
}
