import * as z from 'zod';
import { SIGN_IN_FORM_ROUTES, type SignInMode } from '../../config/contracts/signInForm.ts';
import { getEnv } from '../../config/env/env.ts';
import { toCanonicalEmail } from '../../config/rules/emailRule.ts';
import { toPlainPath } from '../../config/security/redirectPath.ts';
import { CONFIRMS_FIELD, REDIRECT_PARAM } from '../../config/session/sessionRoutes.ts';
import { HOME_PATH } from '../../config/supertokens/appInfo.ts';
import { readForm, seeOther } from '../platform/http/form.ts';
import type { FunctionEvent, FunctionResponse } from '../platform/http/message.ts';
import { enteredEmailCookie } from './enteredEmail.ts';
import { sessionCookiesOf, toSdkEvent } from './sdkEvent.ts';
import { signInPagePath, toProblem, type Problem } from './signInPage.ts';

interface SignInForm {
  mode: SignInMode;
  email: string;
  password: string;
  /** Where to go afterwards. */
  path: string;
  /** Whether the user confirms who they are. */
  confirms: boolean;
}

/** Which of the two forms is sent to this path; undefined for all other requests. */
export function formMode({ path }: FunctionEvent): SignInMode | undefined {
  const { apiBasePath } = getEnv();
  const modes = Object.keys(SIGN_IN_FORM_ROUTES) as SignInMode[];
  return modes.find((mode) => path === apiBasePath + SIGN_IN_FORM_ROUTES[mode]);
}

/** @throws Refusal 413 or 415 */
function readSignIn(event: FunctionEvent, mode: SignInMode): SignInForm {
  const fields = readForm(event);
  return {
    mode,
    email: fields.get('email') ?? '',
    password: fields.get('password') ?? '',
    path: toPlainPath(fields.get(REDIRECT_PARAM), HOME_PATH),
    confirms: fields.has(CONFIRMS_FIELD),
  };
}

/** The same attempt as the widget would send it. */
function toAttempt(event: FunctionEvent, { mode, email, password }: SignInForm): FunctionEvent {
  const formFields = [
    { id: 'email', value: email },
    { id: 'password', value: password },
  ];
  return toSdkEvent(event, `/${mode}`, { formFields });
}

/** Back to the form, which says what is wrong and still has the address. */
function backToForm({ mode, email, path, confirms }: SignInForm, problem: Problem): FunctionResponse {
  const page = { mode, redirectTo: path, confirms };
  return seeOther(signInPagePath(problem, page), [enteredEmailCookie(email)]);
}

/** The statuses of the SDK's sign-in and sign-up that this configuration can cause. */
const sdkAnswer = z.object({
  status: z.string(),
  formFields: z.array(z.object({ id: z.string() })).optional(),
});

function problemIn(response: FunctionResponse, { email }: SignInForm): Problem | undefined {
  const answer = sdkAnswer.parse(JSON.parse(response.body));
  if (answer.status === 'OK') return undefined;
  if (answer.status === 'WRONG_CREDENTIALS_ERROR') return { code: 'wrong_credentials' };
  const field = answer.formFields?.[0]?.id;
  if (field === 'password') return { code: 'password_refused' };
  if (field !== 'email') return { code: 'rejected' };
  return { code: toCanonicalEmail(email) === undefined ? 'email_invalid' : 'email_taken' };
}

function answerSuccess(response: FunctionResponse, { path }: SignInForm): FunctionResponse {
  return seeOther(path, [...sessionCookiesOf(response), enteredEmailCookie('')]);
}

/**
 * Answers a form that was sent without JavaScript: signs in or up like the widget, by the same route with the
 * same limits, and redirects to the requested page with the session, or back to the form with the problem.
 *
 * @param send handles the request in the SDK's format
 * @throws Refusal 413 or 415 for what is not such a form, and what `send` throws if the core does not respond
 */
export async function answerFormPost(
  event: FunctionEvent,
  mode: SignInMode,
  send: (event: FunctionEvent) => Promise<FunctionResponse>,
): Promise<FunctionResponse> {
  const form = readSignIn(event, mode);
  let problem: Problem | undefined;
  try {
    const response = await send(toAttempt(event, form));
    problem = problemIn(response, form);
    if (problem === undefined) return answerSuccess(response, form);
  } catch (error) {
    problem = toProblem(error);
  }
  return backToForm(form, problem);
}
