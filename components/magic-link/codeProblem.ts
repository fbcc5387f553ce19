import type { CodeProblem } from '@/config/contracts/magic-link';
import { SIGN_IN_CODE_MINUTES } from '@/config/rules/limits';
import { formatWaitParam, tooManyMails } from '@/config/wait';

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

function triesInWords(triesLeft: string | undefined): string {
  if (triesLeft === '1') return 'One try left.';
  return /^[2-9]$/.test(triesLeft ?? '') ? `${triesLeft} tries left.` : 'Check the newest email.';
}

/** Describes why a form of the page "Check your email" was refused and what to do next. */
export function describeCodeProblem({ problem, wait, triesLeft }: RefusedCode): ProblemText {
  switch (problem) {
    case 'code_malformed':
      return { isAboutCode: true, text: 'Enter the 6 digits from the email.' };
    case 'code_wrong':
      return { isAboutCode: true, text: `Wrong code. ${triesInWords(triesLeft)}` };
    case 'code_expired':
      return {
        isAboutCode: false,
        text: `This code is no longer valid. Codes work once, within ${SIGN_IN_CODE_MINUTES} minutes, in the browser where they were requested.`,
      };
    case 'code_tries_used':
      return { isAboutCode: false, text: 'Too many wrong codes, so this code is no longer valid.' };
    case 'code_limit':
      return {
        isAboutCode: false,
        text: `Too many codes were entered for this address. Use the link in the email, or try again in ${formatWaitParam(wait)}.`,
      };
    case 'mail_limit':
      return { isAboutCode: false, text: tooManyMails(formatWaitParam(wait)) };
    case 'newer_request':
      return {
        isAboutCode: false,
        text: 'You requested a newer code since. Enter the code from the newest email.',
      };
  }
}
