import 'server-only';
import type * as z from 'zod';
import { callFunction, type Reply } from './callFunction';

/** What came of asking a function on behalf of the person who opened the page. */
export type Outcome<T> =
  | { status: 'signed-in'; answer: T }
  | { status: 'signed-out' }
  /** The access token cannot be used; the refresh token, which no page ever sees, may still be good. */
  | { status: 'refresh-needed' }
  /** Signed in, and not given this: no administrator, no such thing, a question that makes no sense. */
  | { status: 'refused'; code: RefusalCode; message: string }
  /** Somebody is signed in who has to verify her address before she gets any further. */
  | { status: 'unverified' }
  /** The function or the core behind it is down: silent, refused, too slow, or saying so. */
  | { status: 'unavailable'; reason: string }
  /** Something answered that is not our function: a password gate, a proxy, another site. */
  | { status: 'misconfigured'; reason: string };

const REFUSAL_CODES = ['ADMIN_REQUIRED', 'NOT_FOUND', 'BAD_REQUEST'] as const;
type RefusalCode = (typeof REFUSAL_CODES)[number];

interface Question<T> {
  url: string;
  schema: z.ZodType<T>;
  accessToken: string;
  timeoutMs?: number;
}

function refusal(reply: Extract<Reply, { arrived: true }>): Outcome<never> {
  const { status, code, refusal: words } = reply;
  if (status === 401 && code === 'SESSION_REQUIRED') return { status: 'signed-out' };
  if (status === 401 && code === 'SESSION_REFRESH_REQUIRED') return { status: 'refresh-needed' };
  const known = REFUSAL_CODES.find((one) => one === code);
  if (known !== undefined && words !== undefined) {
    return { status: 'refused', code: known, message: words.message };
  }
  if (status === 403 && code === 'EMAIL_NOT_VERIFIED') return { status: 'unverified' };
  if (code !== undefined || status >= 500) {
    return { status: 'unavailable', reason: `answered ${status} ${code ?? 'without a code'}` };
  }
  return { status: 'misconfigured', reason: `answered ${status}, which no function of ours does like this` };
}

/** Asks a function of ours. Only an answer that bears our marker counts as signed out. */
export async function askFunction<T>({ schema, ...call }: Question<T>): Promise<Outcome<T>> {
  const reply = await callFunction(call);
  if (!reply.arrived) return { status: 'unavailable', reason: reply.reason };
  if (reply.status !== 200) return refusal(reply);
  const parsed = schema.safeParse(reply.body);
  if (parsed.success) return { status: 'signed-in', answer: parsed.data };
  return { status: 'misconfigured', reason: 'answered 200 with a body that is not the one agreed on' };
}
