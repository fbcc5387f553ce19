import {
  CODE_REQUEST_COOKIE,
  MAGIC_LINK_FUNCTION,
  writeCodeRequest,
  type CodeRequest,
} from '../../config/contracts/magic-link.ts';
import { getEnv } from '../../config/env/env.ts';
import { SIGN_IN_CODE_MINUTES } from '../../config/rules/limits.ts';
import { setHiddenCookie } from '../../config/session/setCookie.ts';
import { readCookie } from '../platform/http/cookies.ts';
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
  return [
    setHiddenCookie(CODE_DEVICE_COOKIE, device, { path: MAGIC_LINK_FUNCTION, expires }),
    setHiddenCookie(CODE_REQUEST_COOKIE, request, { path: getEnv().websiteBasePath, expires }),
  ];
}

/** Returns the Set-Cookie lines for a browser that has just requested a code. */
export function codeCookies({ deviceId, id }: CodeDevice, request: Omit<CodeRequest, 'id'>): string[] {
  const expires = request.sentAt + SIGN_IN_CODE_MINUTES * 60_000;
  return cookiesWith([deviceId, id].join(SEPARATOR), writeCodeRequest({ ...request, id }), expires);
}

/** Returns the Set-Cookie lines that make a browser forget its request. */
export const clearCodeCookies = (): string[] => cookiesWith('', '', 0);
