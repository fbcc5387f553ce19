import * as z from 'zod';
import {
  CREDENTIAL_FIELDS,
  CREDENTIAL_FORM_ROUTES,
  DONE_PARAM,
  type CredentialForm,
  type CredentialOutcome,
  type CredentialProblem,
} from '../../config/contracts/credentialForms.ts';
import { FORM_USER_FIELD, FORM_USER_HEADER } from '../../config/contracts/sign-in.ts';
import { PROBLEM_PARAM, WAIT_PARAM } from '../../config/contracts/signInForm.ts';
import { getEnv } from '../../config/env/env.ts';
import { toPlainPath } from '../../config/security/redirectPath.ts';
import { pagePath } from '../../config/session/pagePath.ts';
import { REDIRECT_PARAM } from '../../config/session/sessionRoutes.ts';
import { readForm, seeOther } from '../platform/http/form.ts';
import { acceptsHtml, type FunctionEvent, type FunctionResponse } from '../platform/http/message.ts';
import { toRefusal } from '../platform/http/refusal.ts';
import { currentScope, recordOutcome } from '../platform/http/scope.ts';
import type { PageOfNavigation } from '../platform/session/redirectSignedOut.ts';
import { enteredEmailCookie } from './enteredEmail.ts';
import { sessionCookiesOf, toSdkEvent } from './sdkEvent.ts';

/** What a form was answered with. */
interface Answer {
  done?: CredentialOutcome;
  problem?: CredentialProblem;
  /** In seconds. */
  wait?: string | undefined;
}

/** The statuses of the SDK's routes that these forms can cause. */
type Statuses = Record<string, Answer>;

/** A form as the request that the widget would send. */
interface FormKind {
  screen: 'reset-password' | 'verify-email';
  /** The route of the SDK. */
  route: string;
  bodyOf: (fields: URLSearchParams) => object;
  statuses: Statuses;
}

const field = (fields: URLSearchParams, name: string): string => fields.get(name) ?? '';

const formFields = (fields: URLSearchParams, ...names: string[]) =>
  names.map((id) => ({ id, value: field(fields, id) }));

const FORMS: Record<CredentialForm, FormKind> = {
  requestReset: {
    screen: 'reset-password',
    route: '/user/password/reset/token',
    bodyOf: (fields) => ({ formFields: formFields(fields, 'email') }),
    statuses: { OK: { done: 'reset_requested' }, FIELD_ERROR: { problem: 'email_invalid' } },
  },
  resetPassword: {
    screen: 'reset-password',
    route: '/user/password/reset',
    bodyOf: (fields) => ({
      method: 'token',
      token: field(fields, CREDENTIAL_FIELDS.token),
      formFields: formFields(fields, CREDENTIAL_FIELDS.password),
    }),
    statuses: {
      OK: { done: 'password_changed' },
      FIELD_ERROR: { problem: 'password_refused' },
      PASSWORD_POLICY_VIOLATED_ERROR: { problem: 'password_refused' },
      RESET_PASSWORD_INVALID_TOKEN_ERROR: { problem: 'link_used' },
    },
  },
  requestVerification: {
    screen: 'verify-email',
    route: '/user/email/verify/token',
    bodyOf: () => ({}),
    statuses: {
      OK: { done: 'verification_sent' },
      EMAIL_ALREADY_VERIFIED_ERROR: { done: 'verified_already' },
    },
  },
  verifyEmail: {
    screen: 'verify-email',
    route: '/user/email/verify',
    bodyOf: (fields) => ({ method: 'token', token: field(fields, CREDENTIAL_FIELDS.token) }),
    statuses: {
      OK: { done: 'verified' },
      EMAIL_ALREADY_VERIFIED_ERROR: { done: 'verified_already' },
      EMAIL_VERIFICATION_INVALID_TOKEN_ERROR: { problem: 'link_used' },
    },
  },
};

/** Which of the forms is sent to this path; undefined for all other requests. */
export function credentialForm({ path }: FunctionEvent): CredentialForm | undefined {
  const { apiBasePath } = getEnv();
  const forms = Object.keys(CREDENTIAL_FORM_ROUTES) as CredentialForm[];
  return forms.find((form) => path === apiBasePath + CREDENTIAL_FORM_ROUTES[form]);
}

/** The screen of a form, with what it needs to go on. A link that has been used is of no more use. */
function screenPath(form: CredentialForm, fields: URLSearchParams, answer: Answer = {}): string {
  const { done, problem, wait } = answer;
  return pagePath(`${getEnv().websiteBasePath}/${FORMS[form].screen}`, {
    [CREDENTIAL_FIELDS.token]: done === undefined && field(fields, CREDENTIAL_FIELDS.token),
    [REDIRECT_PARAM]: toPlainPath(fields.get(REDIRECT_PARAM), ''),
    [DONE_PARAM]: done,
    [PROBLEM_PARAM]: problem,
    [WAIT_PARAM]: wait,
  });
}

/** @throws the error itself if it is no fault of the form */
function problemOf(error: unknown): Answer {
  const refusal = toRefusal(error, currentScope()?.coreFailure);
  if (refusal.statusCode >= 500) throw error;
  recordOutcome(refusal.outcome);
  if (refusal.statusCode === 429) return { problem: 'mail_limit', wait: refusal.headers['retry-after'] };
  return { problem: refusal.code === 'USER_CHANGED' ? 'other_user' : 'rejected' };
}

const sdkAnswer = z.object({ status: z.string() });

async function answerOf(
  event: FunctionEvent,
  form: CredentialForm,
  fields: URLSearchParams,
  send: (event: FunctionEvent) => Promise<FunctionResponse>,
): Promise<{ answer: Answer; cookies: string[] } | FunctionResponse> {
  const { route, bodyOf, statuses } = FORMS[form];
  try {
    const response = await send(toSdkEvent(event, route, bodyOf(fields)));
    // Without a valid session: redirectSignedOut.ts takes the user to another page.
    if (response.statusCode !== 200) return response;
    const { status } = sdkAnswer.parse(JSON.parse(response.body));
    return { answer: statuses[status] ?? { problem: 'rejected' }, cookies: sessionCookiesOf(response) };
  } catch (error) {
    return { answer: problemOf(error), cookies: [] };
  }
}

/**
 * Answers a form of the screens for passwords and addresses that was sent without JavaScript: by the same
 * route as the widget, with the same limits, and with a redirect to its screen.
 *
 * @param send handles the request in the SDK's format
 * @returns 401 without a session where one is needed
 * @throws Refusal 413 or 415 for what is not such a form, and what
 *   `send` throws if the core or the mail server does not respond
 */
export async function answerCredentialForm(
  event: FunctionEvent,
  form: CredentialForm,
  send: (event: FunctionEvent) => Promise<FunctionResponse>,
): Promise<FunctionResponse> {
  const fields = readForm(event);
  const formUser = field(fields, FORM_USER_FIELD);
  // For refuseOtherUser, which reads the request of the browser.
  if (formUser !== '') event.headers[FORM_USER_HEADER] = encodeURIComponent(formUser);
  // For the link in the mail, which leads to the same page afterwards.
  event.queryStringParameters = { [REDIRECT_PARAM]: field(fields, REDIRECT_PARAM) };
  const isConfirmed =
    form !== 'resetPassword' ||
    field(fields, CREDENTIAL_FIELDS.password) === field(fields, CREDENTIAL_FIELDS.confirmation);
  const outcome = isConfirmed
    ? await answerOf(event, form, fields, send)
    : { answer: { problem: 'passwords_differ' as const }, cookies: [] };
  if ('statusCode' in outcome) return outcome;
  const entered = form === 'requestReset' ? [enteredEmailCookie(field(fields, 'email'))] : [];
  return seeOther(screenPath(form, fields, outcome.answer), [...outcome.cookies, ...entered]);
}

/** The screen that a form comes from, for a user who has to refresh their session or to sign in first. */
export const pageOfCredentialForm: PageOfNavigation = (event) => {
  const form = credentialForm(event);
  if (form === undefined || !acceptsHtml(event)) return undefined;
  return screenPath(form, new URLSearchParams(event.body ?? ''));
};
