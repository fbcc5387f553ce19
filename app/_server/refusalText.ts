import 'server-only';
import { getTranslations } from 'next-intl/server';
import type { ErrorAnswer } from '@/config/contracts/errorAnswer';
import { refusalKey } from '@/config/contracts/refusalReason';

const REASON = /^[\w-]+\.\w+$/;

/** The English message of a function, and the name of its translations. */
export type Refused = Pick<ErrorAnswer['error'], 'message' | 'reason' | 'params'>;

/** Returns the message of a function in the language of the user, or as it is if it has no translation. */
export async function refusalText({ message, reason, params }: Refused): Promise<string> {
  if (reason === undefined || !REASON.test(reason)) return message;
  const t = await getTranslations();
  const key = refusalKey(reason);
  // The key and its values come from the answer, so their types cannot be checked here.
  return t.has(key) ? t(key, params as never) : message;
}
