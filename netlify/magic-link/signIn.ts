import { listUsersByAccountInfo } from 'supertokens-node';
import * as z from 'zod';
import {
  ELSEWHERE_CONFIRMED,
  LINK_FIELDS,
  linkQuery,
  type CodeProblem,
} from '../../config/contracts/magic-link.ts';
import { toCanonicalEmail } from '../../config/rules/emailRule.ts';
import { DEFAULT_TENANT } from '../../config/supertokens/tenant.ts';
import { recordFailedSignIn } from '../activity/activityLog.ts';
import type { LoginMethod } from '../platform/account/loginMethod.ts';
import { OtherMethod } from '../platform/account/otherMethod.ts';
import { readEnteredCode } from '../platform/enteredCode.ts';
import { expectRefusal } from '../platform/http/expectRefusal.ts';
import { readForm, seeOther } from '../platform/http/form.ts';
import type { FunctionContext, FunctionEvent, FunctionResponse } from '../platform/http/message.ts';
import { Refusal } from '../platform/http/refusal.ts';
import { currentScope, recordOutcome } from '../platform/http/scope.ts';
import { notifyOfLinkedMethod } from '../platform/mail/methodNotices.ts';
import { notify } from '../platform/mail/notices.ts';
import { badLink, codeAttempt } from '../platform/throttle/attempt.ts';
import { forgetDevices, rememberDevice } from '../platform/throttle/devices.ts';
import { forgetCodes, refuseTooMany } from '../platform/throttle/throttle.ts';
import { createSession } from '../sign-in/createSession.ts';
import { enteredEmailCookie } from '../sign-in/enteredEmail.ts';
import { hasChangedSince, SIGN_IN_OVERTAKEN } from '../sign-in/overtaken.ts';
import { toProblem } from '../sign-in/signInPage.ts';
import { signInThroughSdk } from '../sign-in/signInThroughSdk.ts';
import { clearCodeCookies, readCodeDevice } from './codeCookies.ts';
import { accountCreatedNotice } from './codeMail.ts';
import { findRecentUse, toCodeUse, toLinkUse, withCodeUse, type CodeUse } from './codeUse.ts';
import { hasJustSignedIn } from './justSignedIn.ts';
import { findOpenRequest, ignoreIfRefused, revokeStale, type OpenRequest } from './openCodes.ts';
import { checkEmailPage, linkPage, signInPage } from './redirects.ts';
import { findOwnRequest, redirectTargetOf } from './requestCode.ts';

/** What a user has for the core: a code with the request of their browser, or the code of a link. */
type Proof = { deviceId: string; userInputCode: string } | { linkCode: string };

/** The answers of the SDK's route that this configuration can cause. */
const sdkAnswer = z.object({
  status: z.string(),
  createdNewRecipeUser: z.boolean().optional(),
  failedCodeInputAttemptCount: z.number().default(0),
  maximumCodeInputAttempts: z.number().default(0),
});

/** For a code of another request, which the core refuses like any value that it cannot read. */
const REFUSED = { status: 'REFUSED' };

type Answer = z.output<typeof sdkAnswer>;

interface SignedIn {
  answer: Answer;
  cookies: string[];
}

/**
 * Has the SDK use up a code.
 *
 * @returns a refusal for an address that belongs to an account with another way to sign in, once its code is
 *   proved, and for an account that has changed in the meantime
 */
async function consumeCode(
  event: FunctionEvent,
  context: FunctionContext,
  request: OpenRequest,
  proof: Proof,
  use: CodeUse | undefined,
): Promise<SignedIn | Refusal> {
  await revokeStale(request);
  const body = { preAuthSessionId: request.id, ...proof };
  const signIn = { method: 'email', route: '/signinup/code/consume', body } as const;
  try {
    const signedIn = await withCodeUse(use, () =>
      ignoreIfRefused(() => signInThroughSdk(event, context, signIn)),
    );
    return { answer: sdkAnswer.parse(signedIn?.answer ?? REFUSED), cookies: signedIn?.cookies ?? [] };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    recordOutcome(error.outcome);
    if (error instanceof OtherMethod || error.outcome === SIGN_IN_OVERTAKEN) return error;
    throw error;
  }
}

/** The sign-in page, which says how to sign in instead. */
function answerRefusal(refusal: Refusal, { email }: OpenRequest, path: string): FunctionResponse {
  const isOther = refusal instanceof OtherMethod;
  const problem = isOther
    ? ({ code: 'other_method', methods: refusal.methods } as const)
    : toProblem(refusal);
  const page = signInPage(path, problem);
  return seeOther(page, [...clearCodeCookies(), enteredEmailCookie(email)]);
}

/** Goes to the requested page with a session. */
function answerSession(event: FunctionEvent, email: string, cookies: string[], path: string) {
  const response = seeOther(path, [...cookies, ...clearCodeCookies(), enteredEmailCookie('')]);
  rememberDevice(event, response, email, 'magic-link');
  return response;
}

async function answerSuccess(
  event: FunctionEvent,
  { email }: OpenRequest,
  { answer, cookies }: SignedIn,
  path: string,
): Promise<FunctionResponse> {
  await forgetCodes(codeAttempt(event, 'code', email));
  if (currentScope()?.linked !== undefined) await notifyOfLinkedMethod(event);
  else if (answer.createdNewRecipeUser === true) {
    recordOutcome('signed_up');
    // A new account knows no browsers, regardless of earlier accounts with its address.
    await forgetDevices(email);
    const { signedInUserId: userId } = currentScope() ?? {};
    if (userId !== undefined) await notify(event, { userId, email }, accountCreatedNotice);
  }
  return answerSession(event, email, cookies, path);
}

/**
 * Signs in again by a form whose code it has just used up: the browser keeps the answer to the request that
 * it sent last, and may have dropped the other one.
 *
 * @returns undefined if another form has used the code up, or if it was longer ago
 */
async function signInAgain(
  event: FunctionEvent,
  context: FunctionContext,
  use: CodeUse | undefined,
  form: URLSearchParams,
): Promise<FunctionResponse | undefined> {
  const path = redirectTargetOf(form);
  if (await hasJustSignedIn(event)) return seeOther(path);
  const email = toCanonicalEmail(form.get(LINK_FIELDS.email));
  if (use === undefined || email === undefined) return undefined;
  const usedAt = await findRecentUse(use, email);
  if (usedAt === undefined) return undefined;
  const users = await listUsersByAccountInfo(DEFAULT_TENANT, { email });
  const isOwn = (one: LoginMethod) => one.recipeId === 'passwordless' && one.hasSameEmailAs(email);
  const user = users.find(({ loginMethods }) => loginMethods.some(isOwn));
  const loginMethod = user?.loginMethods.find(isOwn);
  if (user === undefined || loginMethod === undefined) return undefined;
  // The code is used up, so it proves nothing after a change of the credentials.
  if (await hasChangedSince(usedAt, user.id)) return undefined;
  const cookies = await createSession(event, context, { method: 'email', loginMethod });
  recordOutcome('signed_in_again');
  return answerSession(event, email, cookies, path);
}

/** The code that the user has entered; undefined if it cannot be one. */
function toDigits(entered: string | null): string | undefined {
  const digits = readEnteredCode(entered ?? '');
  return /^\d{6}$/.test(digits) ? digits : undefined;
}

function problemOf({ status, failedCodeInputAttemptCount, maximumCodeInputAttempts }: Answer) {
  const triesLeft = Math.max(0, maximumCodeInputAttempts - failedCodeInputAttemptCount);
  if (status === 'INCORRECT_USER_INPUT_CODE_ERROR') return { code: 'code_wrong', triesLeft } as const;
  // The request was open a moment ago: the core ends it with the last try.
  if (status === 'RESTART_FLOW_ERROR') return { code: 'code_tries_used' } as const;
  return { code: 'code_expired' } as const;
}

/** Whether the browser can enter no more codes for its request. */
const isOver = (code: CodeProblem) => code === 'code_expired' || code === 'code_tries_used';

/** Signs in with the code that the user entered in the browser that requested it. */
export async function signInWithCode(
  event: FunctionEvent,
  context: FunctionContext,
): Promise<FunctionResponse> {
  const form = readForm(event);
  const path = redirectTargetOf(form);
  const backWith = (code: CodeProblem, more: { wait?: string | undefined; triesLeft?: number } = {}) =>
    seeOther(checkEmailPage(path, { code, ...more }), isOver(code) ? clearCodeCookies() : []);
  const device = readCodeDevice(event);
  const userInputCode = toDigits(form.get(LINK_FIELDS.code));
  const use = device && userInputCode !== undefined ? toCodeUse(device, userInputCode) : undefined;
  const again = () => signInAgain(event, context, use, form);
  const own = await findOwnRequest(event);
  if (own === undefined) return (await again()) ?? backWith('code_expired');
  if (form.get(LINK_FIELDS.request) !== own.id) return backWith('newer_request');
  if (userInputCode === undefined) return backWith('code_malformed');
  const tooMany = await expectRefusal(429, () => refuseTooMany(event, codeAttempt(event, 'code', own.email)));
  if (tooMany !== undefined) return backWith('code_limit', { wait: tooMany.headers['retry-after'] });
  const used = await consumeCode(event, context, own, { deviceId: own.deviceId, userInputCode }, use);
  if (used instanceof Refusal) return answerRefusal(used, own, path);
  if (used.answer.status === 'OK') return answerSuccess(event, own, used, path);
  const { code, ...more } = problemOf(used.answer);
  const repeated = code === 'code_wrong' ? undefined : await again();
  if (repeated !== undefined) return repeated;
  await recordFailedSignIn(own.email);
  return backWith(code, more);
}

/**
 * Signs in with a link. In another browser than the one that requested it, the user has to confirm that they
 * requested it themselves: anyone can send them a link of their own.
 *
 * @throws Refusal 429 after too many invalid links
 */
export async function signInWithLink(
  event: FunctionEvent,
  context: FunctionContext,
): Promise<FunctionResponse> {
  const form = readForm(event);
  const path = redirectTargetOf(form);
  const fields = [LINK_FIELDS.request, LINK_FIELDS.code].map((name) => [name, form.get(name)] as const);
  const link = linkQuery.safeParse(Object.fromEntries(fields)).data;
  const use = link && toLinkUse(link, form.get(LINK_FIELDS.attempt) ?? '');
  const refuse = async () => {
    const repeated = await signInAgain(event, context, use, form);
    if (repeated !== undefined) return repeated;
    await refuseTooMany(event, badLink(event));
    return seeOther(linkPage(link ?? {}, path));
  };
  const request = link && (await findOpenRequest(link.id));
  if (link === undefined || request === undefined) return refuse();
  const isHere = readCodeDevice(event)?.id === link.id;
  if (!isHere && form.get(LINK_FIELDS.elsewhere) !== ELSEWHERE_CONFIRMED)
    return seeOther(linkPage(link, path, true));
  const used = await consumeCode(event, context, request, { linkCode: link.code }, use);
  if (used instanceof Refusal) return answerRefusal(used, request, path);
  return used.answer.status === 'OK' ? answerSuccess(event, request, used, path) : refuse();
}
