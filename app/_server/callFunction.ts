import 'server-only';
import * as z from 'zod';
import { errorAnswer, type ErrorAnswer, type ErrorCode } from '@/config/contracts/errorAnswer';
import { FORM_USER_HEADER } from '@/config/contracts/sign-in';
import { SESSION_COOKIES } from '@/config/session/sessionCookies';
import { exchange, type HttpAnswer } from './exchange';

/** A little more than the functions give the core, so that their own answer arrives first. */
const TIMEOUT_MS = 6000;

interface Call {
  url: string;
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Sent as JSON. */
  body?: object | undefined;
  /** The one cookie that a function gets from a page. */
  accessToken: string;
  /** What the browser says of itself, where the function notes by which one something was changed. */
  userAgent?: string | undefined;
  /** The user that the form was rendered for: another one's session is refused with USER_CHANGED. */
  formUser?: string | undefined;
  timeoutMs?: number;
}

/** What a function answered, or why nothing came. */
export type Reply =
  | {
      arrived: true;
      status: number;
      body: unknown;
      code: ErrorCode | undefined;
      /** What the function refused, in its own envelope. */
      refusal: ErrorAnswer['error'] | undefined;
      setCookies: string[];
    }
  | { arrived: false; reason: string };

/** The value is encoded anew: what a browser sent must not become a second cookie or a second header. */
function accessCookie(accessToken: string): string {
  return `${SESSION_COOKIES.access}=${encodeURIComponent(accessToken)}`;
}

const failure = z.object({ message: z.string(), cause: z.object({ message: z.string() }).optional() });

/** Why nothing came, in words for the log: a time limit is the cause of the error that ends a request. */
export function failureReason(error: unknown): string {
  const { message, cause } = failure.safeParse(error).data ?? { message: String(error) };
  return cause === undefined ? message : `${message}: ${cause.message}`;
}

function readJson({ headers, body }: HttpAnswer): unknown {
  if (!/^application\/json\b/i.test(headers['content-type'] ?? '')) return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function toReply(answer: HttpAnswer): Reply {
  const { status, headers } = answer;
  const body = readJson(answer);
  const refusal = status < 300 ? undefined : errorAnswer.safeParse(body).data?.error;
  const setCookies = headers['set-cookie'] ?? [];
  return { arrived: true, status, body, code: refusal?.code, refusal, setCookies };
}

/**
 * Calls a function of ours from the server, in the name of whoever opened the page: one cookie, never cached, redirects
 * not followed, within a time limit that covers the body. Never throws.
 */
export async function callFunction(call: Call): Promise<Reply> {
  const { url, method = 'GET', body: given, accessToken, userAgent, formUser, timeoutMs = TIMEOUT_MS } = call;
  try {
    const answer = await exchange({
      url,
      method,
      // The SDK takes `rid` for proof that no plain form of another site sent this.
      headers: {
        accept: 'application/json',
        cookie: accessCookie(accessToken),
        rid: 'anti-csrf',
        ...(userAgent !== undefined && { 'user-agent': userAgent }),
        ...(formUser !== undefined && { [FORM_USER_HEADER]: encodeURIComponent(formUser) }),
        ...(given && { 'content-type': 'application/json' }),
      },
      body: given && JSON.stringify(given),
      signal: AbortSignal.timeout(timeoutMs),
    });
    return toReply(answer);
  } catch (error) {
    return { arrived: false, reason: failureReason(error) };
  }
}
