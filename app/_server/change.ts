import 'server-only';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import type * as z from 'zod';
import { getEnv } from '@/config/env/env';
import { loginPath, refreshWay, verificationPath } from '@/config/session/sessionRoutes';
import { formText, FORM_USER_FIELD } from '@/components/ui/form/formUserField';
import { callFunction, type Reply } from './callFunction';
import { forbiddenPath } from './forbidden';
import { logProblem } from './logProblem';
import { pageOrigin } from './pageOrigin';
import { isFromOurPages } from './sender';
import { pathWanted } from './viewer';
import { requestAccessToken } from './requestCookie';

/** What came of a change that somebody asked for in a form. */
export type ChangeOutcome<T> =
  | { status: 'done'; answer: T }
  /** The function's own words, meant for the person, and the field that they are about. */
  | { status: 'refused'; message: string; field: string | undefined }
  /** Another user than the one whom the form was rendered for is signed in now. */
  | { status: 'other-user'; message: string }
  /** Nobody can say whether the change was made. */
  | { status: 'failed' };

interface Change<T> {
  /** Path of the function. */
  path: string;
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** The form as it was sent: it names the user that it was rendered for. */
  form: FormData;
  body?: object | undefined;
  schema: z.ZodType<T>;
  /** The page to go to where what was to be changed is gone. */
  ifGone?: string;
}

type Arrived = Extract<Reply, { arrived: true }>;

const isForThePerson = ({ status }: Arrived) => [400, 409, 413, 429].includes(status);

/**
 * Leaves the page where what it stands on has gone while the form was open: the session (back to the same page, through
 * whatever makes a session of it), the role (to the 403 page), or what was to be changed.
 */
async function leaveIfGone({ status, code }: Arrived, ifGone: string | undefined): Promise<void> {
  if (status === 403 && code === 'ADMIN_REQUIRED') redirect(forbiddenPath(await pathWanted()));
  if (status === 404 && code === 'NOT_FOUND' && ifGone !== undefined) redirect(ifGone);
  if (status !== 401) return;
  if (code === 'SESSION_REQUIRED' || code === 'SESSION_REFRESH_REQUIRED')
    redirect(refreshWay(getEnv(), await pathWanted()).path);
}

/** What stands below the name of a function may name a person. */
const functionOf = (path: string) => path.split('/').slice(0, 4).join('/');
/** Somebody who has to verify her address before she may change anything. */
async function leaveUnverified({ code }: Arrived): Promise<void> {
  if (code === 'EMAIL_NOT_VERIFIED') redirect(verificationPath(getEnv(), await pathWanted()));
}

export const FROM_ELSEWHERE = 'That form was sent from another site. Nothing was done.';
const FOR_NO_USER = 'This page is out of date. Nothing was changed. Reload the page and try again.';

const refused = (message: string, field?: string) => ({ status: 'refused', message, field }) as const;

/** What a refusal that the user has to read amounts to; undefined for any other answer. */
function refusalForUser(reply: Arrived) {
  const { refusal, code } = reply;
  if (refusal === undefined || !isForThePerson(reply)) return undefined;
  if (code === 'USER_CHANGED') return { status: 'other-user', message: refusal.message } as const;
  return refused(refusal.message, refusal.field);
}

/**
 * Has a function change something in the name of whoever sent the form, if that was a page of ours. Leaves the page
 * where nobody is signed in any more.
 */
export async function askForChange<T>(change: Change<T>): Promise<ChangeOutcome<T>> {
  const { path, method, form, body, schema, ifGone } = change;
  const sent = await headers();
  if (!isFromOurPages(sent)) return refused(FROM_ELSEWHERE);
  const formUser = formText(form, FORM_USER_FIELD);
  if (formUser === '') return refused(FOR_NO_USER);
  const accessToken = await requestAccessToken();
  if (!accessToken) redirect(loginPath(getEnv(), await pathWanted()));
  const origin = await pageOrigin();
  const userAgent = sent.get('user-agent') ?? undefined;
  const url = `${origin}${path}`;
  const reply = await callFunction({ url, method, body, accessToken, userAgent, formUser });
  if (reply.arrived) {
    await leaveIfGone(reply, ifGone);
    await leaveUnverified(reply);
    const refusal = refusalForUser(reply);
    if (refusal !== undefined) return refusal;
    const parsed = schema.safeParse(reply.body);
    if (reply.status === 200 && parsed.success) return { status: 'done', answer: parsed.data };
  }
  const reason = reply.arrived ? `answered ${reply.status} ${reply.code ?? ''}` : reply.reason;
  logProblem('change-failed', { function: functionOf(path), origin, reason });
  return { status: 'failed' };
}
