import * as z from 'zod';
import { toPlainPath } from '../../config/security/redirectPath.ts';
import { HOME_PATH } from '../../config/supertokens/appInfo.ts';
import { setCookie } from '../../config/session/setCookie.ts';
import { readCookie } from '../platform/http/cookies.ts';
import type { FunctionEvent } from '../platform/http/message.ts';
import { requestOrigin } from '../platform/http/origin.ts';
import { FLOW_LIFETIME_MS } from './providerTime.ts';

/** What the browser that started a sign-in keeps until the provider sends it back. */
export interface Flow {
  id: string;
  nonce: string;
  /** RFC 7636, section 4.1. */
  codeVerifier: string;
  /** The page to go to afterwards. */
  path: string;
  /** Id of the signed-in user who adds the provider to their account; undefined for a sign-in. */
  connects?: string | undefined;
  /** When the user began to confirm who they are, in milliseconds since the epoch. */
  confirmsSince?: number | undefined;
}

/** The fields of a flow, and when it expires, in milliseconds since the epoch. */
const flow = z.tuple([
  z.string(),
  z.string(),
  z.string(),
  z.string(),
  z.number(),
  z.string().nullish(),
  z.number().nullish(),
]);

const NAME = 'providerSignIn';

/** Tabs that may sign in at the same time; the cookies of more would not fit into a request. */
const MAX_FLOWS = 3;

/** Longer paths lose their query. */
const MAX_PATH = 800;

const isSecure = (event: FunctionEvent) => requestOrigin(event).startsWith('https:');

/** With this prefix browsers accept a cookie from this host alone, and no other host of its domain. */
const prefixOf = (event: FunctionEvent) => `${isSecure(event) ? '__Host-' : ''}${NAME}-`;

const cookieName = (event: FunctionEvent, id: string) => prefixOf(event) + id.slice(0, 8);

const attributes = (event: FunctionEvent, expires: number) => ({
  path: '/',
  expires,
  httpOnly: true,
  secure: isSecure(event),
});

const shortened = (path: string) =>
  path.length <= MAX_PATH ? path : toPlainPath(path.split(/[?#]/, 1)[0]?.slice(0, MAX_PATH), HOME_PATH);

/** Returns the Set-Cookie line that removes a flow from the browser. */
export const clearFlow = (event: FunctionEvent, id: string): string =>
  setCookie(cookieName(event, id), '', attributes(event, 0));

function surplusFlows(event: FunctionEvent): string[] {
  const names = (event.headers.cookie ?? '').split(/; */).map((pair) => pair.split('=', 1)[0] ?? '');
  const flows = names.filter((name) => name.startsWith(prefixOf(event)));
  return flows.slice(MAX_FLOWS - 1);
}

/** Returns the Set-Cookie lines that keep a flow in the browser, and remove those of abandoned tabs. */
export function keepFlow(event: FunctionEvent, { id, nonce, codeVerifier, path, ...more }: Flow) {
  const expiresAt = Date.now() + FLOW_LIFETIME_MS;
  const { connects, confirmsSince } = more;
  const content: z.infer<typeof flow> = [
    id,
    nonce,
    codeVerifier,
    shortened(path),
    expiresAt,
    connects,
    confirmsSince,
  ];
  const value = Buffer.from(JSON.stringify(content)).toString('base64url');
  return [
    ...surplusFlows(event).map((name) => setCookie(name, '', attributes(event, 0))),
    setCookie(cookieName(event, id), value, attributes(event, expiresAt)),
  ];
}

/** Returns the flow of this browser; undefined if it did not start it, or too long ago. */
export function readFlow(event: FunctionEvent, wanted: string): Flow | undefined {
  const value = readCookie(event, cookieName(event, wanted)) ?? '';
  try {
    const [id, nonce, codeVerifier, path, expiresAt, connects, confirmsSince] = flow.parse(
      JSON.parse(Buffer.from(value, 'base64url').toString()),
    );
    if (id !== wanted || Date.now() >= expiresAt) return undefined;
    return {
      ...{ id, nonce, codeVerifier, path: toPlainPath(path, HOME_PATH) },
      ...{ connects: connects ?? undefined, confirmsSince: confirmsSince ?? undefined },
    };
  } catch {
    // Not a cookie of ours.
    return undefined;
  }
}
