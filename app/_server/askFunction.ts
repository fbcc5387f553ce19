import 'server-only';
import type * as z from 'zod';
import { callFunction, type Reply } from './callFunction';
import { toProofCode, type ProofCode } from './confirmIdentity';
import type { Refused } from './refusalText';

/** The result of calling a function on behalf of the user. */
export type Outcome<T> =
  | { status: 'signed-in'; answer: T }
  | { status: 'signed-out' }
  /** The access token is not valid; the refresh token, which pages never see, may be. */
  | { status: 'refresh-needed' }
  /** Signed in, but the request was refused: not an administrator, not found, or invalid. */
  | ({ status: 'refused'; code: RefusalCode } & Refused)
  /** The user has to verify their email address first. */
  | { status: 'unverified' }
  /** The user has to prove first that it is they who use this browser. */
  | { status: 'proof-needed'; code: ProofCode }
  /** The function or the core behind it is down: no connection, no response in time, or an error response. */
  | { status: 'unavailable'; reason: string }
  /**
   * The response is not from our function but, for example, from a password gate, a proxy or another site.
   */
  | { status: 'misconfigured'; reason: string };

const REFUSAL_CODES = ['ADMIN_REQUIRED', 'NOT_FOUND', 'BAD_REQUEST'] as const;
type RefusalCode = (typeof REFUSAL_CODES)[number];

interface Query<T> {
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
    const { message, reason, params } = words;
    return { status: 'refused', code: known, message, reason, params };
  }
  if (status === 403 && code === 'EMAIL_NOT_VERIFIED') return { status: 'unverified' };
  const proof = toProofCode(reply);
  if (proof !== undefined) return { status: 'proof-needed', code: proof };
  if (code !== undefined || status >= 500) {
    return { status: 'unavailable', reason: `answered ${status} ${code ?? 'without a code'}` };
  }
  return { status: 'misconfigured', reason: `answered ${status} without an error body of our functions` };
}

/** Calls one of our functions. Only a response with our error code counts as signed out. */
export async function askFunction<T>({ schema, ...call }: Query<T>): Promise<Outcome<T>> {
  const reply = await callFunction(call);
  if (!reply.arrived) return { status: 'unavailable', reason: reply.reason };
  if (reply.status !== 200) return refusal(reply);
  const parsed = schema.safeParse(reply.body);
  if (parsed.success) return { status: 'signed-in', answer: parsed.data };
  return { status: 'misconfigured', reason: 'answered 200 with a body that does not match its schema' };
}
