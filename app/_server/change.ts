import 'server-only';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import type * as z from 'zod';
import { getEnv } from '@/config/env/env';
import { loginPath, refreshRedirect, verificationPath } from '@/config/session/sessionRoutes';
import { formText, FORM_USER_FIELD } from '@/components/ui/form/formUserField';
import { callFunction, type Reply } from './callFunction';
import { proofPath, toProofCode } from './confirmIdentity';
import { forbiddenPath } from './forbidden';
import { logProblem } from './logProblem';
import { pageOrigin } from './pageOrigin';
import { isSameOrigin } from './isSameOrigin';
import { readLanguage } from './readLanguage';
import { refusalText } from './refusalText';
import { requestedPath } from './viewer';
import { requestAccessToken } from './requestCookie';

/** The result of a change that a form has requested. */
export type ChangeOutcome<T> =
  | {
      status: 'done';
      answer: T;
      /** `Set-Cookie` headers of the function. */
      setCookies: readonly string[];
    }
  /** The message of the function, for the user, and the field that it is about. */
  | { status: 'refused'; message: string; field: string | undefined }
  /** Another user than the one whom the form was rendered for is signed in now. */
  | { status: 'other-user'; message: string }
  /** It is unknown whether the change was made. */
  | { status: 'failed' };

interface Change<T> {
  /** Path of the function. */
  path: string;
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** The form as it was sent: it names the user that it was rendered for. */
  form: FormData;
  body?: object | undefined;
  schema: z.ZodType<T>;
  /** Where to redirect when the target no longer exists. */
  goneRedirect?: string;
}

type Arrived = Extract<Reply, { arrived: true }>;

const isUserError = ({ status }: Arrived) => [400, 409, 413, 429].includes(status);

/**
 * Redirects where the page has lost its basis while the form was open: the session (back to the same page,
 * through refresh or sign-in), the role (to the 403 page), or the target of the change.
 */
async function redirectIfGone({ status, code }: Arrived, goneRedirect: string | undefined): Promise<void> {
  if (status === 403 && code === 'ADMIN_REQUIRED') redirect(forbiddenPath(await requestedPath()));
  if (status === 404 && code === 'NOT_FOUND' && goneRedirect !== undefined) redirect(goneRedirect);
  if (status !== 401) return;
  if (code === 'SESSION_REQUIRED' || code === 'SESSION_REFRESH_REQUIRED')
    redirect(refreshRedirect(getEnv(), await requestedPath()).path);
}

/** Removes the rest of the path from a log line: it may contain personal data. */
const functionName = (path: string) => path.split('/').slice(0, 4).join('/');

/** Redirects a user who has to verify their address first, or to prove who they are. */
async function redirectUnproved(reply: Arrived): Promise<void> {
  if (reply.code === 'EMAIL_NOT_VERIFIED') redirect(verificationPath(getEnv(), await requestedPath()));
  const proof = toProofCode(reply);
  if (proof !== undefined) redirect(proofPath(proof, await requestedPath()));
}

const refused = (message: string, field?: string) => ({ status: 'refused', message, field }) as const;

/** Returns the outcome of a refusal that the user should read; undefined for any other response. */
async function refusalForUser(reply: Arrived) {
  const { refusal, code } = reply;
  if (refusal === undefined || !isUserError(reply)) return undefined;
  const message = await refusalText(refusal);
  return code === 'USER_CHANGED'
    ? ({ status: 'other-user', message } as const)
    : refused(message, refusal.field);
}

/**
 * Sends a change to a function on behalf of the user, if the form comes from one of our pages. Redirects
 * to the sign-in page if there is no session.
 */
export async function requestChange<T>(change: Change<T>): Promise<ChangeOutcome<T>> {
  const { path, method, form, body, schema, goneRedirect } = change;
  const sent = await headers();
  const t = await getTranslations('ui');
  if (!isSameOrigin(sent)) return refused(t('outcome.otherSite'));
  const formUser = formText(form, FORM_USER_FIELD);
  if (formUser === '') return refused(t('outcome.outOfDate'));
  const accessToken = await requestAccessToken();
  if (!accessToken) redirect(loginPath(getEnv(), await requestedPath()));
  const origin = await pageOrigin();
  const userAgent = sent.get('user-agent') ?? undefined;
  const url = `${origin}${path}`;
  const language = await readLanguage();
  const reply = await callFunction({ url, method, body, accessToken, userAgent, formUser, language });
  if (reply.arrived) {
    await redirectIfGone(reply, goneRedirect);
    await redirectUnproved(reply);
    const refusal = await refusalForUser(reply);
    if (refusal !== undefined) return refusal;
    const parsed = schema.safeParse(reply.body);
    if (reply.status === 200 && parsed.success)
      return { status: 'done', answer: parsed.data, setCookies: reply.setCookies };
  }
  const reason = reply.arrived ? `answered ${reply.status} ${reply.code ?? ''}` : reply.reason;
  logProblem('change-failed', { function: functionName(path), origin, reason });
  return { status: 'failed' };
}
