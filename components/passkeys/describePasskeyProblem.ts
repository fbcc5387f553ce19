import type { RefusalReason } from '@/config/contracts/refusalReason';
import { SOURCE_LANGUAGE } from '@/config/languages';
import { formatWaitIn } from '@/config/wait';
import { RefusedStep } from './postStep';

/** Texts about passkeys that could not be added or used, in the language of the page. */
export interface PasskeyProblemTexts {
  notUsed: string;
  timeout: string;
  exists: string;
  otherAddress: string;
  notSent: string;
  unusual: string;
  unsupported: string;
  unavailable: string;
  /** BCP 47 tag for `{wait}`. */
  locale?: string;
  /**
   * The refusals of the function, by their reason; undefined for English, in which it answers. `{wait}` is
   * for the time to wait.
   */
  refusals?: Partial<Record<RefusalReason, string>>;
}

/** The texts for errors of the browser, by their name. */
const KEYS: Partial<Record<string, Exclude<keyof PasskeyProblemTexts, 'locale' | 'refusals'>>> = {
  // Browsers do not tell a user who cancels from a device without a passkey.
  NotAllowedError: 'notUsed',
  TimeoutError: 'timeout',
  InvalidStateError: 'exists',
  SecurityError: 'otherAddress',
  // A request that could not be sent.
  TypeError: 'notSent',
};

const canUsePasskeys = (): boolean =>
  typeof PublicKeyCredential === 'function' && 'parseRequestOptionsFromJSON' in PublicKeyCredential;

function describeRefusal(
  { refusal }: RefusedStep,
  { refusals, locale = SOURCE_LANGUAGE, unavailable }: PasskeyProblemTexts,
) {
  if (refusals === undefined) return refusal?.message ?? unavailable;
  const { reason, params } = refusal ?? {};
  const wait = (): string => formatWaitIn(locale, params);
  return (refusals[reason as RefusalReason] ?? unavailable).replace('{wait}', wait);
}

/** Describes for the user why a passkey could not be added or used. */
export function describePasskeyProblem(error: unknown, texts: PasskeyProblemTexts): string {
  if (error instanceof RefusedStep) return describeRefusal(error, texts);
  if (!canUsePasskeys()) return texts.unsupported;
  return texts[KEYS[(error as Error).name] ?? 'unusual'];
}
