import { NextResponse, type NextRequest } from 'next/server';
import { accessTokenState, readAccessToken, type AccessTokenState } from '@/config/session/accessToken';
import { acceptedOrigin, MISDIRECTED_MESSAGE } from '@/config/security/addresses';
import { HOME_PATH } from '@/config/supertokens/appInfo';
import { getEnv, type Env } from '@/config/env/env';
import { isLoginScreen } from '@/config/supertokens/loginScreens';
import { toCarriedPath, toPlainPath } from '@/config/security/redirectPath';
import { cookieValue, withoutDuplicates } from '@/config/session/requestCookies';
import { areaOf, isWithin } from '@/config/areas';
import { PROBLEM_PARAM, toSignInProblem } from '@/config/contracts/signInForm';
import { factorObstaclePath } from '@/config/contracts/second-factor';
import { factorObstacle } from '@/config/session/secondFactor';
import { translatedLandings } from '@/config/languages';
import { isRelayed } from '@/config/formRelay';
import { PAGE_REQUEST_ID_HEADER, REQUEST_PATH_HEADER } from '@/config/requestHeaders';
import {
  CSP_HEADER,
  pagePolicy,
  SCRIPTLESS_POLICY,
  SECURITY_HEADERS,
} from '@/config/security/securityHeaders';
import { SESSION_COOKIES, WIDGET_COOKIES } from '@/config/session/sessionCookies';
import {
  hasHop,
  loginPath,
  REDIRECT_PARAM,
  REFUSED_PARAM,
  refreshRedirect,
} from '@/config/session/sessionRoutes';

/** Next's own headers apply only to Next's responses; on Netlify this runs before Next. */
function withSecurityHeaders(response: NextResponse): NextResponse {
  const headers = {
    ...SECURITY_HEADERS,
    [CSP_HEADER]: SCRIPTLESS_POLICY,
    'cache-control': 'private, no-store',
  };
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

function redirectTo(path: string, request: NextRequest, status: 303 | 307 = 307): NextResponse {
  return withSecurityHeaders(NextResponse.redirect(new URL(path, request.url), status));
}

function misdirectedResponse(): NextResponse {
  const headers = { 'Content-Type': 'text/plain; charset=utf-8' };
  return withSecurityHeaders(new NextResponse(MISDIRECTED_MESSAGE, { status: 421, headers }));
}

const isRead = ({ method }: NextRequest) => method === 'GET' || method === 'HEAD';

const isTranslatedLanding = (path: string, { languages }: Env) =>
  translatedLandings(languages).some((code) => path === `/${code}`);

/** For pages that are rendered at build time and have a parameter: of these, Next answers POST like GET. */
function readOnlyResponse(): NextResponse {
  const headers = { 'Content-Type': 'text/plain; charset=utf-8', Allow: 'GET, HEAD' };
  return withSecurityHeaders(new NextResponse('Method Not Allowed', { status: 405, headers }));
}

/** Renders a page with a nonce for its inline scripts, which Next reads from the policy. */
function renderPage(request: NextRequest, path: string, { inlineStyles = false } = {}): NextResponse {
  const { development } = getEnv();
  const policy = pagePolicy({ scripts: [`'nonce-${btoa(crypto.randomUUID())}'`], inlineStyles, development });
  const headers = new Headers(request.headers);
  headers.set(REQUEST_PATH_HEADER, path);
  headers.set(PAGE_REQUEST_ID_HEADER, crypto.randomUUID());
  const cookie = headers.get('cookie');
  if (cookie !== null) headers.set('cookie', withoutDuplicates(cookie));
  headers.set(CSP_HEADER, policy);
  const response = NextResponse.next({ request: { headers } });
  // The relay returns the policy of the requested page, which a header of the proxy would replace.
  if (!isRelayed(request.method, request.headers)) response.headers.set(CSP_HEADER, policy);
  return response;
}

/**
 * Where a session has to go before it may open this page: it has not proved its second factor, or has none
 * and must have one.
 */
function factorRedirect(request: NextRequest, env: Env, path: string): string | undefined {
  const token = cookieValue(request.headers.get('cookie'), SESSION_COOKIES.access) ?? '';
  const facts = readAccessToken(token);
  const obstacle = facts && factorObstacle(env.secondFactor.policy, facts.payload, facts.roles);
  return obstacle && factorObstaclePath(obstacle, request.nextUrl.pathname, path);
}

function readTokenState(request: NextRequest): AccessTokenState | 'absent' {
  const token = cookieValue(request.headers.get('cookie'), SESSION_COOKIES.access);
  return token ? accessTokenState(token, Date.now()) : 'absent';
}

const RECENT_SIGN_IN_MS = 60_000;

/**
 * Whether the widget has just received a session. Then a request without an access token means that the
 * cookie was not stored.
 */
function hasJustSignedIn(request: NextRequest): boolean {
  const updated = Number(cookieValue(request.headers.get('cookie'), WIDGET_COOKIES[1]));
  return Math.abs(Date.now() - updated) < RECENT_SIGN_IN_MS;
}

function redirectToRefreshHop(request: NextRequest, env: Env, path: string): NextResponse {
  const target = refreshRedirect(env, path);
  return redirectTo(target.path, request, target.status);
}

/** Redirects that need no rendering of a protected page. */
function redirectProtectedPage(request: NextRequest, env: Env, path: string): NextResponse {
  switch (readTokenState(request)) {
    case 'usable': {
      // Forms are left to their handlers, which ask a function.
      const target = isRead(request) ? factorRedirect(request, env, path) : undefined;
      return target === undefined ? renderPage(request, path) : redirectTo(target, request);
    }
    case 'unconfirmed':
      // One exchange now saves a call to the core on every page until the next refresh.
      return isRead(request) && hasHop(env)
        ? redirectToRefreshHop(request, env, path)
        : renderPage(request, path);
    case 'unusable':
      return redirectToRefreshHop(request, env, path);
    case 'absent':
      // A form without a session is left to its handler: signing out twice must not lead to the sign-in page.
      return isRead(request)
        ? redirectTo(loginPath(env, path, { cookiesLost: hasJustSignedIn(request) }), request)
        : renderPage(request, path);
  }
}

const hasUsableSession = (seen: AccessTokenState | 'absent'): boolean =>
  seen === 'usable' || seen === 'unconfirmed';

/**
 * Whether the sign-in page has something to say that a redirect would lose: why a sign-in failed, or, without
 * the hop, that a token was refused, which would come back here in a loop.
 */
const isAnswer = (query: URLSearchParams): boolean =>
  query.has(REFUSED_PARAM) || toSignInProblem(query.get(PROBLEM_PARAM)) !== undefined;

/** The sign-in page: redirects users with a session, and clears cookies of an earlier one. */
function redirectLoginPage(request: NextRequest, path: string): NextResponse {
  const seen = readTokenState(request);
  const { searchParams } = request.nextUrl;
  if (hasUsableSession(seen) && !isAnswer(searchParams)) {
    return redirectTo(toPlainPath(searchParams.get(REDIRECT_PARAM), HOME_PATH), request);
  }
  const response = renderPage(request, path, { inlineStyles: true });
  // With these two alone the widget assumes a session and redirects between this page and the next in a loop.
  if (seen === 'absent') {
    for (const name of WIDGET_COOKIES) if (request.cookies.has(name)) response.cookies.delete(name);
  }
  return response;
}

/** The screens below the sign-in page. */
function redirectLoginScreen(request: NextRequest, env: Env, path: string): NextResponse {
  const screen = request.nextUrl.pathname.slice(env.websiteBasePath.length + 1);
  // next.config.js rewrites these to the 404 page, which has its own policy.
  return isLoginScreen(screen) ? renderPage(request, path, { inlineStyles: true }) : NextResponse.next();
}

/** Removes slashes at the end of the path, on the same host; undefined if there are none. */
function withoutTrailingSlash(address: string): URL | undefined {
  const url = new URL(address);
  if (!/.\/$/.test(url.pathname)) return undefined;
  url.pathname = url.pathname.replace(/\/+$/, '') || '/';
  return url;
}

/** Redirects early to save a rendering. It grants nothing. */
export function proxy(request: NextRequest): NextResponse {
  const env = getEnv();
  if (acceptedOrigin(env, request.headers.get('host')) === undefined) return misdirectedResponse();
  const canonicalUrl = withoutTrailingSlash(request.url);
  if (canonicalUrl !== undefined) return withSecurityHeaders(NextResponse.redirect(canonicalUrl, 308));
  const { pathname, search } = request.nextUrl;
  const path = toCarriedPath(`${pathname}${search}`);
  if (pathname === env.websiteBasePath) return redirectLoginPage(request, path);
  if (isWithin(pathname, env.websiteBasePath)) return redirectLoginScreen(request, env, path);
  if (isTranslatedLanding(pathname, env) && !isRead(request)) return readOnlyResponse();
  switch (areaOf(pathname)?.access) {
    case 'signed-in':
    case 'admin':
      // The pages themselves call a function, which decides.
      return redirectProtectedPage(request, env, path);
    case 'status':
      return renderPage(request, path);
    default:
      // The 404 page has its own policy, and the landing page that of scripts/app-build.ts.
      return NextResponse.next();
  }
}

/**
 * Everything except the landing page and files (STATIC_FILES, which __tests__/config/securityHeaders.test.ts
 * compares). WEBSITE_BASE_PATH may be any path, and a matcher has to be a constant.
 */
export const config = {
  matcher: ['/((?!_next/|\\.netlify/|(?:icon\\.svg|plain-page\\.css|tokens\\.css)$).+)'],
};
