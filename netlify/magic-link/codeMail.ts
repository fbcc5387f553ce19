import { EMAIL_LINK_SCREEN, LINK_FIELDS } from '../../config/contracts/magic-link.ts';
import { getEnv } from '../../config/env/env.ts';
import { SIGN_IN_CODE_MINUTES } from '../../config/rules/limits.ts';
import { REDIRECT_PARAM } from '../../config/session/sessionRoutes.ts';
import { HOME_PATH } from '../../config/supertokens/appInfo.ts';
import type { FunctionEvent } from '../platform/http/message.ts';
import { requestOrigin } from '../platform/http/origin.ts';
import { mailRefusal, sendMail } from '../platform/mail/send.ts';
import type { MailNotice } from '../platform/mail/notice.ts';
import { renderMail, type MailWords } from '../platform/mail/template.ts';

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

function words(link: string, code: string, appName: string): MailWords {
  return {
    subject: `Sign in to ${appName}`,
    paragraphs: [
      `Someone requested to sign in to ${appName} with this address.`,
      `If it was you, follow the link, or enter the code on the page where you requested it. They work once, within ${SIGN_IN_CODE_MINUTES} minutes.`,
      'If it was not you, you can ignore this email. Never give the code or the link to anyone else.',
    ],
    action: { label: 'Sign in', link },
    code: { label: 'Your code', value: code },
  };
}

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
  const { appName } = getEnv();
  const mail = words(linkWith(event, code, path), code.userInputCode, appName);
  const outcome = await sendMail(email, renderMail(mail, { appName, origin: requestOrigin(event) }));
  if (outcome !== 'sent') throw mailRefusal(outcome, 'email');
}

/** To the owner of an address with which an account was created by its link or code. */
export function accountCreatedNotice(): MailNotice {
  const { appName } = getEnv();
  return {
    subject: 'Your account was created',
    paragraphs: [
      `An account at ${appName} was just created with this address, by a link or code that we sent here. It has no password: you sign in with a new link each time.`,
      'If it was you, you can ignore this email. If it was not, someone can read your email: secure your mailbox, then sign in and delete the account.',
    ],
    action: { label: 'Go to your account', path: '/account' },
  };
}
