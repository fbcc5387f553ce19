import { getEnv } from '../../config/env/env.ts';
import { toPlainPath } from '../../config/security/redirectPath.ts';
import { HOP_REDIRECT_PARAMETER, refreshHopPath } from '../../config/session/sessionCookies.ts';
import { loginPath } from '../../config/session/sessionRoutes.ts';
import {
  acceptsHtml,
  addCookies,
  type FunctionEvent,
  type FunctionResponse,
} from '../platform/http/message.ts';
import { senderOf } from '../platform/http/origin.ts';
import { Refusal } from '../platform/http/refusal.ts';
import { recordOutcome } from '../platform/http/scope.ts';
import type { RefusalView } from '../platform/http/errors.ts';
import { readHopCookies } from './hopCookies.ts';
import { decideHop, type HopDecision } from './hopDecision.ts';
import { repeatRequestPage, unavailablePage } from './hopPages.ts';

/** Whether this is the path of the refresh hop. */
export function isHop(event: FunctionEvent): boolean {
  return event.path === refreshHopPath(getEnv().apiBasePath);
}

/**
 * The hop redirects to pages only: a function would receive the redirected form with the sender's cookies.
 */
function isPage(path: string): boolean {
  const { pathname } = new URL(path, getEnv().siteOrigin);
  const written = `${decodeURIComponent(pathname).toLowerCase()}/`;
  return !written.startsWith(`${getEnv().apiBasePath.toLowerCase()}/`);
}

function destination(event: FunctionEvent): string {
  const given = event.multiValueQueryStringParameters?.[HOP_REDIRECT_PARAMETER] ?? [
    event.queryStringParameters?.[HOP_REDIRECT_PARAMETER],
  ];
  const path = toPlainPath(given.length === 1 ? given[0] : undefined);
  return isPage(path) ? path : '/';
}

function withPath(base: string, parameter: string, path: string): string {
  return `${base}?${parameter}=${encodeURIComponent(path)}`;
}

function redirect(statusCode: 303 | 307, location: string, cookies: string[]): FunctionResponse {
  const response: FunctionResponse = { statusCode, headers: { location }, body: '' };
  addCookies(response, cookies);
  return response;
}

/**
 * Whether Next's router sent a form by fetch. It would take the page behind a redirect for an invalid
 * response.
 */
const isServerAction = ({ headers }: FunctionEvent) => headers['next-action'] !== undefined;

/** Redirects Next's router, in the format of its own server. */
function routerRedirect(location: string, cookies: string[]): FunctionResponse {
  const headers = { 'x-action-redirect': `${location};push`, 'content-type': 'text/plain; charset=utf-8' };
  const response: FunctionResponse = { statusCode: 200, headers, body: '' };
  addCookies(response, cookies);
  return response;
}

/** The browser came back without the cookies that it was given: the sign-in page explains this. */
const LOST = new Set(['cookies_not_kept', 'circle_stopped']);

function redirectToLogin(event: FunctionEvent, path: string, decision?: HopDecision): FunctionResponse {
  const { cookies = [], outcome = '' } = decision ?? {};
  const location = loginPath(getEnv(), path, { cookiesLost: LOST.has(outcome) });
  return isServerAction(event) ? routerRedirect(location, cookies) : redirect(303, location, cookies);
}

/** Prefetches must not use up a refresh token, nor get another page instead. */
function isPrefetch({ headers }: FunctionEvent): boolean {
  const purpose = headers['sec-purpose'] ?? headers.purpose ?? headers['x-moz'] ?? '';
  return purpose.includes('prefetch') || headers['next-router-prefetch'] !== undefined;
}

/** Allows navigations and the fetches of Next's router, but no images, frames or scripts. */
function isNavigation({ headers }: FunctionEvent): boolean {
  const mode = headers['sec-fetch-mode'] ?? 'navigate';
  const target = headers['sec-fetch-dest'] ?? 'document';
  return ['navigate', 'cors', 'same-origin'].includes(mode) && ['document', 'empty'].includes(target);
}

function follow(decision: HopDecision, event: FunctionEvent, path: string): FunctionResponse {
  recordOutcome(decision.outcome);
  if (decision.next === 'login') return redirectToLogin(event, path, decision);
  const target = decision.next === 'back' ? path : withPath(event.path, HOP_REDIRECT_PARAMETER, path);
  return redirect(event.httpMethod === 'GET' ? 303 : 307, target, decision.cookies);
}

/**
 * `<apiBasePath>/session/refresh/navigate?redirectTo=/path`: refreshes a session on the way to a page, which
 * cannot do so itself, since the refresh cookie is only sent here. 303 for GET; 307 for POST, which keeps the
 * body.
 */
export async function handleHop(event: FunctionEvent): Promise<FunctionResponse> {
  const path = destination(event);
  if (getEnv().websiteDomain !== undefined) {
    // The cookies of a front end on another site require a header that navigations cannot send; its own SDK
    // refreshes them.
    recordOutcome('hop_off');
    return redirectToLogin(event, path);
  }
  if (isPrefetch(event)) return { statusCode: 204, headers: {}, body: '' };
  if (!isNavigation(event)) {
    throw new Refusal(400, 'BAD_REQUEST', 'This path is for navigations only.', { field: 'sec-fetch-dest' });
  }
  if (senderOf(event) === 'other-site') {
    recordOutcome('cross_site_repeated');
    return repeatRequestPage(withPath(event.path, HOP_REDIRECT_PARAMETER, path));
  }
  return follow(await decideHop(readHopCookies(event)), event, path);
}

/** Answers errors on the hop with a page, because the user is navigating. */
export const hopRefusalView: RefusalView = (refusal, event) =>
  isHop(event) && acceptsHtml(event) && refusal.statusCode === 503
    ? unavailablePage(refusal.statusCode, refusal.headers, destination(event))
    : undefined;
