import {
  CODE_REQUEST_COOKIE,
  MAGIC_LINK_FUNCTION,
  writeCodeRequest,
  type CodeRequest,
} from '../../config/contracts/magic-link.ts';
import { getEnv } from '../../config/env/env.ts';
import { SIGN_IN_CODE_MINUTES } from '../../config/rules/limits.ts';
import { readCookie, setCookie } from '../platform/http/cookies.ts';
import type { FunctionEvent } from '../platform/http/message.ts';

/** Proves that this browser requested the code: no other browser can enter it. */
const CODE_DEVICE_COOKIE = 'emailCodeDevice';

const SEPARATOR = '~';

/** What the core calls a device: a browser that requested a code. */
export interface CodeDevice {
  /** Secret; the core has only its hash. */
  deviceId: string;
  /** That hash, which is also in the link. */
  id: string;
}

const TOKEN = /^[\w+/=-]{20,200}$/;

/** Returns what this browser requested last; undefined if there is nothing, or nothing of ours. */
export function readCodeDevice(event: FunctionEvent): CodeDevice | undefined {
  const [deviceId = '', id = ''] = (readCookie(event, CODE_DEVICE_COOKIE) ?? '').split(SEPARATOR);
  return TOKEN.test(deviceId) && TOKEN.test(id) ? { deviceId, id } : undefined;
}

function cookiesWith(device: string, request: string, expires: number): string[] {
  const { siteOrigin, websiteBasePath } = getEnv();
  const options = { expires, httpOnly: true, secure: siteOrigin.startsWith('https:') };
  return [
    setCookie(CODE_DEVICE_COOKIE, device, { ...options, path: MAGIC_LINK_FUNCTION }),
    setCookie(CODE_REQUEST_COOKIE, request, { ...options, path: websiteBasePath }),
  ];
}

/** Returns the Set-Cookie lines for a browser that has just requested a code. */
export function codeCookies({ deviceId, id }: CodeDevice, request: Omit<CodeRequest, 'id'>): string[] {
  const expires = request.sentAt + SIGN_IN_CODE_MINUTES * 60_000;
  return cookiesWith([deviceId, id].join(SEPARATOR), writeCodeRequest({ ...request, id }), expires);
}

/** Returns the Set-Cookie lines that make a browser forget its request. */
export const clearCodeCookies = (): string[] => cookiesWith('', '', 0);
