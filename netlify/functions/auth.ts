import { recordFailedSignIn } from '../activity/activityLog.ts';
import { authRoutes } from '../../config/supertokens/authRoutes.ts';
import { notify, passwordResetNotice } from '../platform/mail/notices.ts';
import { methodAddedNotice } from '../platform/mail/methodNotices.ts';
import { getEnv } from '../../config/env/env.ts';
import { createFunction } from '../platform/createFunction.ts';
import type { DeployConfig } from '../platform/deploy/webHandler.ts';
import { requireJsonBody } from '../platform/http/body.ts';
import type { FunctionContext, FunctionEvent, FunctionResponse } from '../platform/http/message.ts';
import { currentScope } from '../platform/http/scope.ts';
import { requireStorable } from '../platform/http/storable.ts';
import { defineRoute, type Routes } from '../platform/routes/defineRoute.ts';
import { earlyPasskeys } from '../passkeys/removeAll.ts';
import { sdkMails } from '../platform/mail/sdkMails.ts';
import { withMailServer } from '../platform/mail/send.ts';
import { passwordRefusal } from '../password/passwordPolicy.ts';
import { callSdk } from '../sign-in/callSdk.ts';
import { answerCredentialForm, credentialForm, pageOfCredentialForm } from '../sign-in/credentialForms.ts';
import { recordSignIn } from '../sign-in/recordSignIn.ts';
import { normalizeFormEmail } from '../sign-in/formFields.ts';
import { answerFormPost, formMode } from '../sign-in/formPost.ts';
import { signInRefusalPage } from '../sign-in/formRefusalPage.ts';
import { reportNewBrowser } from '../sign-in/newBrowser.ts';
import { earlyFactor } from '../second-factor/earlyFactor.ts';
import { factorClaims } from '../second-factor/sessionClaims.ts';
import { handleHop, hopRefusalView, isHop } from '../session/hop.ts';
import { attemptOf, type Attempt } from '../platform/throttle/attempt.ts';
import { withConstantTime, saysOk, saysWrongCredentials } from '../platform/throttle/discretion.ts';
import {
  forgetDevices,
  forgetSignIns,
  hasSignedInHere,
  rememberDevice,
  rememberSignIn,
} from '../platform/throttle/devices.ts';
import { forgetTries, refuseTooMany } from '../platform/throttle/throttle.ts';

/**
 * A browser that has just reset the password is known, and no other: the password has changed even if the
 * rest failed. Sign-ins with others are reported again.
 *
 * @returns what makes this browser known, in the response
 */
async function forgetOtherBrowsers(event: FunctionEvent): Promise<(response: FunctionResponse) => void> {
  const account = currentScope()?.knownTo;
  if (account === undefined) return () => undefined;
  const { email, userId } = account;
  const hasSignedIn = await hasSignedInHere(event, userId);
  await Promise.all([forgetDevices(email), forgetSignIns(userId)]);
  return (response) => {
    rememberDevice(event, response, email);
    if (hasSignedIn) rememberSignIn(event, response, userId);
  };
}

/** Calls the SDK for a request that is not counted. */
async function callUncounted(event: FunctionEvent, context: FunctionContext): Promise<FunctionResponse> {
  const response = await callSdk(event, context).catch(async (error: unknown) => {
    await forgetOtherBrowsers(event);
    throw error;
  });
  (await forgetOtherBrowsers(event))(response);
  return response;
}

/** Calls the SDK, and counts a wrong password for the account. */
async function callCounted(event: FunctionEvent, context: FunctionContext, attempt: Attempt) {
  const response = await callSdk(event, context);
  const { kind, email } = attempt;
  if (kind === 'sign-in' && email !== undefined && saysWrongCredentials(response)) {
    await recordFailedSignIn(email);
  }
  return response;
}

/**
 * Updates the throttle after a success. A new account knows no browsers, regardless of earlier accounts with
 * its address.
 */
async function follow(event: FunctionEvent, response: FunctionResponse, attempt: Attempt): Promise<void> {
  const { kind, email } = attempt;
  if (email === undefined || (kind !== 'sign-in' && kind !== 'sign-up')) return;
  await (kind === 'sign-in' ? forgetTries(event, attempt) : forgetDevices(email));
  rememberDevice(event, response, email);
}

async function answer(event: FunctionEvent, context: FunctionContext): Promise<FunctionResponse> {
  if (isHop(event)) return handleHop(event);
  requireJsonBody(event);
  requireStorable(event.queryStringParameters ?? {}, 'query');
  normalizeFormEmail(event);
  const attempt = attemptOf(event);
  if (attempt === undefined) return callUncounted(event, context);
  await refuseTooMany(event, attempt);
  const ask = () => withConstantTime(attempt, () => callCounted(event, context, attempt));
  // Checks the mail server before any account is looked up.
  const response = attempt.kind === 'reset' ? await withMailServer(ask) : await ask();
  if (saysOk(response)) await follow(event, response, attempt);
  return response;
}

/**
 * Notifies the user of a reset, or of their first password, by mail: anyone who reads their mail may have
 * followed the link.
 */
async function notifyOfReset(event: FunctionEvent): Promise<void> {
  const { resetAccount, linked } = currentScope() ?? {};
  if (resetAccount === undefined) return;
  const notice =
    linked === undefined ? passwordResetNotice(resetAccount.removed) : methodAddedNotice(linked.method);
  await notify(event, resetAccount, notice);
}

async function answerAndNotify(event: FunctionEvent, context: FunctionContext): Promise<FunctionResponse> {
  const response = await answer(event, context);
  await Promise.all([recordSignIn(event), notifyOfReset(event)]);
  return response;
}

/**
 * A form that needs no JavaScript goes the same way as the widget's request, and is answered with a
 * redirect.
 */
async function answerRequest(event: FunctionEvent, context: FunctionContext): Promise<FunctionResponse> {
  const send = (sdkEvent: FunctionEvent) => answerAndNotify(sdkEvent, context);
  const mode = formMode(event);
  if (mode !== undefined) return answerFormPost(event, mode, send);
  const form = credentialForm(event);
  return form === undefined ? send(event) : answerCredentialForm(event, form, send);
}

/** All routes share this handler: the SDK and the refresh hop choose by the path. */
function sdkRoutes(): Routes {
  const env = getEnv();
  const route = defineRoute({ handler: (event, _input, context) => answerRequest(event, context) });
  const keys = [...authRoutes(env)].flatMap(([path, methods]) =>
    methods.map((method) => `${method} ${path.slice(env.apiBasePath.length + 1)}`),
  );
  return Object.fromEntries(keys.map((key) => [key, route]));
}

/** `/.netlify/functions/auth/*`: the SDK's routes that the configuration uses, and the refresh hop. */
export const handler = createFunction({
  name: 'auth',
  basePath: () => getEnv().apiBasePath,
  routes: sdkRoutes,
  refusalView: (refusal, event) => hopRefusalView(refusal, event) ?? signInRefusalPage(refusal, event),
  pageOfNavigation: pageOfCredentialForm,
  mail: sdkMails,
  checkPassword: passwordRefusal,
  earlyCredentials: [earlyPasskeys, earlyFactor],
  factorClaims,
  afterSignIn: reportNewBrowser,
});

export const config = {
  rateLimit: { windowLimit: 600, windowSize: 60, aggregateBy: ['ip', 'domain'] },
} satisfies DeployConfig;
