import 'server-only';
import { getTranslations } from 'next-intl/server';

/**
 * Adds to the message of a change that its notification was not sent.
 *
 * @param notified what the function says
 */
export async function addMailProblem(message: string, notified: boolean): Promise<string> {
  if (notified) return message;
  const t = await getTranslations('platform');
  return t('notNotified', { message });
}
