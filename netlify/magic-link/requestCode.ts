import { createCode, createNewCodeForDevice } from 'supertokens-node/recipe/passwordless';
import { toCanonicalEmail } from '../../config/rules/emailRule.ts';
import { toPlainPath } from '../../config/security/redirectPath.ts';
import { CONFIRMS_FIELD, REDIRECT_PARAM } from '../../config/session/sessionRoutes.ts';
import { HOME_PATH } from '../../config/supertokens/appInfo.ts';
import { DEFAULT_TENANT } from '../../config/supertokens/tenant.ts';
import { expectRefusal } from '../platform/http/expectRefusal.ts';
import { readForm, seeOther } from '../platform/http/form.ts';
import type { FunctionEvent, FunctionResponse } from '../platform/http/message.ts';
import { recordOutcome } from '../platform/http/scope.ts';
import { withMailServer } from '../platform/mail/send.ts';
import { codeAttempt } from '../platform/throttle/attempt.ts';
import { refuseTooMany } from '../platform/throttle/throttle.ts';
import { enteredEmailCookie } from '../sign-in/enteredEmail.ts';
import { clearCodeCookies, codeCookies, readCodeDevice, type CodeDevice } from './codeCookies.ts';
import { sendCode, type SignInCode } from './codeMail.ts';
import { findOpenRequest, type OpenRequest } from './openCodes.ts';
import { checkEmailPage, sentAgainPage, signInPage } from './redirects.ts';

/** Returns the page to go to after signing in. */
export const redirectTargetOf = (form: URLSearchParams): string =>
  toPlainPath(form.get(REDIRECT_PARAM), HOME_PATH);

/** The request that this browser has made last, as long as its codes are valid. */
export type OwnRequest = OpenRequest & CodeDevice;

/** Returns the request of this browser; undefined if there is none whose code can be used. */
export async function findOwnRequest(event: FunctionEvent): Promise<OwnRequest | undefined> {
  const device = readCodeDevice(event);
  const open = device && (await findOpenRequest(device.id));
  return open && { ...open, ...device };
}

const refuseTooManyMails = (event: FunctionEvent, email: string) =>
  expectRefusal(429, () => refuseTooMany(event, codeAttempt(event, 'code-mail', email)));

interface Recipient {
  email: string;
  /** Where to go after signing in. */
  path: string;
}

/**
 * Sends a mail with a new code. Whether there is an account makes no difference.
 *
 * @param create makes the code; undefined if that is not possible any more
 * @returns the cookies of this browser's request, or why there is none
 * @throws Refusal 503 if the mail server takes no mail
 */
async function mailCode(
  event: FunctionEvent,
  { email, path }: Recipient,
  create: () => Promise<SignInCode | undefined>,
): Promise<{ cookies: string[] } | { problem: 'undeliverable' | 'expired' }> {
  let code: SignInCode | undefined;
  const undeliverable = await expectRefusal(400, () =>
    withMailServer(async () => {
      code = await create();
      if (code !== undefined) await sendCode(event, email, code, path);
    }),
  );
  if (undeliverable !== undefined) return { problem: 'undeliverable' };
  if (code === undefined) return { problem: 'expired' };
  recordOutcome('sign_in_code_sent');
  const { deviceId, preAuthSessionId: id } = code;
  return { cookies: codeCookies({ deviceId, id }, { email, sentAt: Date.now() }) };
}

/** After too many mails: a browser whose code is still valid can enter it. */
async function answerTooMany(
  event: FunctionEvent,
  { email, path }: Recipient,
  { wait, confirms }: { wait: string | undefined; confirms: boolean },
) {
  const own = await findOwnRequest(event);
  return own?.email === email
    ? seeOther(checkEmailPage(path, { code: 'mail_limit', wait }))
    : seeOther(signInPage(path, { code: 'link_mail_limit', wait }, confirms), [enteredEmailCookie(email)]);
}

/** Sends a link and a code to the address that the user entered on the sign-in page. */
export async function requestCode(event: FunctionEvent): Promise<FunctionResponse> {
  const form = readForm(event);
  const [path, typed] = [redirectTargetOf(form), form.get('email') ?? ''];
  const confirms = form.has(CONFIRMS_FIELD);
  const email = toCanonicalEmail(typed);
  const backWith = (code: 'link_email_invalid' | 'link_email_undeliverable') =>
    seeOther(signInPage(path, { code }, confirms), [enteredEmailCookie(typed)]);
  if (email === undefined) return backWith('link_email_invalid');
  const tooMany = await refuseTooManyMails(event, email);
  if (tooMany !== undefined)
    return answerTooMany(event, { email, path }, { wait: tooMany.headers['retry-after'], confirms });
  const sent = await mailCode(event, { email, path }, () => createCode({ tenantId: DEFAULT_TENANT, email }));
  if ('problem' in sent) return backWith('link_email_undeliverable');
  return seeOther(checkEmailPage(path), [...sent.cookies, enteredEmailCookie('')]);
}

async function createAnotherCode({ deviceId }: CodeDevice): Promise<SignInCode | undefined> {
  const created = await createNewCodeForDevice({ tenantId: DEFAULT_TENANT, deviceId });
  return created.status === 'OK' ? created : undefined;
}

/** Sends another mail for the request of this browser. The code of the earlier one stays valid. */
export async function resendCode(event: FunctionEvent): Promise<FunctionResponse> {
  const path = redirectTargetOf(readForm(event));
  const own = await findOwnRequest(event);
  const expired = () => seeOther(checkEmailPage(path, { code: 'code_expired' }), clearCodeCookies());
  if (own === undefined) return expired();
  const tooMany = await refuseTooManyMails(event, own.email);
  if (tooMany !== undefined)
    return seeOther(checkEmailPage(path, { code: 'mail_limit', wait: tooMany.headers['retry-after'] }));
  const sent = await mailCode(event, { email: own.email, path }, () => createAnotherCode(own));
  return 'problem' in sent ? expired() : seeOther(sentAgainPage(path), sent.cookies);
}
