import { getEnv } from '../../../config/env/env.ts';
import type { Localized } from '../messages/localizer.ts';
import { readRecipientLanguage, type Recipient } from '../account/keptLanguage.ts';
import { requestLanguage } from '../messages/requestLanguage.ts';
import { localize } from './localize.ts';
import { sendMail, type MailOutcome } from './send.ts';
import { renderMail, type MailWords } from './template.ts';

const frameOf = localize((t, { language, direction }) => ({
  language,
  direction,
  buttonFails: t('buttonFails'),
}));

/**
 * Sends a mail in the design of the app and in the language that its recipient has chosen, else that of the
 * request.
 *
 * @param origin the site that the mail is about and that its links point to
 */
export async function sendLocalized(
  to: Recipient,
  mail: Localized<MailWords>,
  origin: string,
): Promise<MailOutcome> {
  const language = (await readRecipientLanguage(to)) ?? requestLanguage();
  const [words, frame] = await Promise.all([mail(language), frameOf(language)]);
  return sendMail(to.email, renderMail(words, { ...frame, appName: getEnv().appName, origin }));
}
