import 'server-only';
import * as z from 'zod';
import { errorAnswer, type ErrorAnswer, type ErrorCode } from '@/config/contracts/errorAnswer';
import { FORM_USER_HEADER } from '@/config/contracts/sign-in';
import type { LanguageCode } from '@/config/languages';
import { SESSION_COOKIES } from '@/config/session/sessionCookies';
import { sendRequest, type HttpResponse } from './sendRequest';

/** Longer than the timeout of the functions for the core, so that their own error response arrives first. */
const TIMEOUT_MS = 6000;

interface Call {
  url: string;
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Sent as JSON. */
  body?: object | undefined;
  /** The only cookie that pages pass to functions. */
  accessToken: string;
  /** Passed on where the function records the browser of a change. */
  userAgent?: string | undefined;
  /**
   * The user that the form was rendered for. The function answers USER_CHANGED if another one is signed in.
   */
  formUser?: string | undefined;
  /** The language of mails that the function may send; it does not get the cookie. */
  language?: LanguageCode;
  timeoutMs?: number;
}

/** The response of a function, or why there is none. */
export type Reply =
  | {
      arrived: true;
      status: number;
      body: unknown;
      code: ErrorCode | undefined;
      /** The error of a response with a status of 300 or more. */
      refusal: ErrorAnswer['error'] | undefined;
      setCookies: string[];
    }
  | { arrived: false; reason: string };

/** Encodes the value again, so that it cannot inject another cookie or header. */
function accessCookie(accessToken: string): string {
  return `${SESSION_COOKIES.access}=${encodeURIComponent(accessToken)}`;
}

const errorLike = z.object({ message: z.string(), cause: z.object({ message: z.string() }).optional() });

/** Describes a connection error for the log. A timeout is the cause of the error that it raises. */
export function failureReason(error: unknown): string {
  const { message, cause } = errorLike.safeParse(error).data ?? { message: String(error) };
  return cause === undefined ? message : `${message}: ${cause.message}`;
}

function readJson({ headers, body }: HttpResponse): unknown {
  if (!/^application\/json\b/i.test(headers['content-type'] ?? '')) return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function toReply(answer: HttpResponse): Reply {
  const { status, headers } = answer;
  const body = readJson(answer);
  const refusal = status < 300 ? undefined : errorAnswer.safeParse(body).data?.error;
  const setCookies = headers['set-cookie'] ?? [];
  return { arrived: true, status, body, code: refusal?.code, refusal, setCookies };
}

/**
 * Calls one of our functions on behalf of the user: one cookie, never cached, redirects
 * not followed, within a time limit that covers the body. Never throws.
 */
export async function callFunction(call: Call): Promise<Reply> {
  const { url, method = 'GET', body: given, accessToken, userAgent, formUser, language } = call;
  try {
    const answer = await sendRequest({
      url,
      method,
      // The SDK accepts `rid` as proof that the request does not come from a form of another site.
      headers: {
        accept: 'application/json',
        cookie: accessCookie(accessToken),
        rid: 'anti-csrf',
        ...(userAgent !== undefined && { 'user-agent': userAgent }),
        ...(language !== undefined && { 'accept-language': language }),
        ...(formUser !== undefined && { [FORM_USER_HEADER]: encodeURIComponent(formUser) }),
        ...(given && { 'content-type': 'application/json' }),
      },
      body: given && JSON.stringify(given),
      signal: AbortSignal.timeout(call.timeoutMs ?? TIMEOUT_MS),
    });
    return toReply(answer);
  } catch (error) {
    return { arrived: false, reason: failureReason(error) };
  }
}
