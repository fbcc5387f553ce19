import 'server-only';
import { PROFILE_FUNCTION } from '@/config/contracts/profile';
import type { LanguageCode } from '@/config/languages';
import { callFunction } from './callFunction';
import { logProblem } from './logProblem';
import { pageOrigin } from './pageOrigin';

/**
 * Keeps the language of the user with their account, for mails and other browsers. Never throws: without it,
 * the choice holds for this browser, and the next one is kept.
 */
export async function keepLanguage(language: LanguageCode, accessToken: string): Promise<void> {
  const origin = await pageOrigin();
  const url = `${origin}${PROFILE_FUNCTION}`;
  const reply = await callFunction({ url, method: 'PATCH', body: { language }, accessToken });
  if (reply.arrived && reply.status === 200) return;
  const reason = reply.arrived ? `answered ${reply.status} ${reply.code ?? ''}` : reply.reason;
  logProblem('language-not-kept', { origin, reason });
}
