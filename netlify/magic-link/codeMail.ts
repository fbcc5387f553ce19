import { EMAIL_LINK_SCREEN, LINK_FIELDS } from '../../config/contracts/magic-link.ts';
import { getEnv } from '../../config/env/env.ts';
import type english from '../../config/messages/en/magic-link-mail.json';
import { SIGN_IN_CODE_MINUTES } from '../../config/rules/limits.ts';
import { REDIRECT_PARAM } from '../../config/session/sessionRoutes.ts';
import { HOME_PATH } from '../../config/supertokens/appInfo.ts';
import type { FunctionEvent } from '../platform/http/message.ts';
import { requestOrigin } from '../platform/http/origin.ts';
import { mailsWith } from '../platform/mail/localize.ts';
import type { Localized } from '../platform/messages/localizer.ts';
import type { MailNotice } from '../platform/mail/notice.ts';
import { mailRefusal } from '../platform/mail/send.ts';
import { sendLocalized } from '../platform/mail/sendLocalized.ts';
import type { MailWords } from '../platform/mail/template.ts';

const localize = mailsWith(
  (language) =>
    import(`../../config/messages/${language}/magic-link-mail.json`) as Promise<{ default: typeof english }>,
);

/** A code of the core. */
export interface SignInCode {
  deviceId: string;
  preAuthSessionId: string;
  linkCode: string;
  userInputCode: string;
}

/** The code is in the query, because servers do not see the fragment. Following the link changes nothing. */
function linkWith(event: FunctionEvent, { preAuthSessionId, linkCode }: SignInCode, path: string): string {
  const query = new URLSearchParams({
    [LINK_FIELDS.request]: preAuthSessionId,
    [LINK_FIELDS.code]: linkCode,
    ...(path !== HOME_PATH && { [REDIRECT_PARAM]: path }),
  });
  return `${requestOrigin(event)}${getEnv().websiteBasePath}/${EMAIL_LINK_SCREEN}?${query.toString()}`;
}

const codeMail = (link: string, code: string): Localized<MailWords> =>
  localize((t) => ({
    subject: t('code.subject', { appName: getEnv().appName }),
    paragraphs: [
      t('code.what', { appName: getEnv().appName }),
      t('code.ifYou', { minutes: SIGN_IN_CODE_MINUTES }),
      t('code.ifNotYou'),
    ],
    action: { label: t('code.button'), link },
    code: { label: t('code.label'), value: code },
  }));

/**
 * Sends a link and a code to an address, whether or not it has an account.
 *
 * @param path where to go after signing in
 * @throws Refusal 400 if the mail server rejects the address permanently, 503 if it takes no mail
 */
export async function sendCode(
  event: FunctionEvent,
  email: string,
  code: SignInCode,
  path: string,
): Promise<void> {
  const mail = codeMail(linkWith(event, code, path), code.userInputCode);
  const outcome = await sendLocalized({ email }, mail, requestOrigin(event));
  if (outcome !== 'sent') throw mailRefusal(outcome, 'email');
}

/** To the owner of an address with which an account was created by its link or code. */
export const accountCreatedNotice: MailNotice = localize((t) => ({
  subject: t('created.subject'),
  paragraphs: [t('created.what', { appName: getEnv().appName }), t('created.notYou')],
  action: { label: t('created.button'), path: '/account' },
}));
