import { EMAIL_FUNCTION } from '../../config/contracts/email.ts';
import { PASSWORD_FUNCTION } from '../../config/contracts/password.ts';
import { authRoutes } from '../../config/supertokens/authRoutes.ts';
import { parseEnv } from '../../config/env/env.ts';
import { isCanonicalPath } from '../../netlify/platform/http/path.ts';
import { responseHeader } from '../../netlify/platform/http/message.ts';
import {
  ACTIVITY,
  AUTH,
  credentials,
  FUNCTION_PATHS,
  HEALTH,
  PROFILE,
  signUp,
  USER,
  setUpTestApp,
} from '../support/testApp.ts';
import { startTestAppWithDatabase } from '../support/testAppWithDatabase.ts';
import { wellFormedRefusal } from '../support/refusals.ts';
import { bodyOf } from '../support/testBrowser.ts';
import { deploy } from '../support/environments.ts';

const app = setUpTestApp(startTestAppWithDatabase);
beforeEach(() => {
  app.core.reset();
  app.log.splice(0);
});

const EMAIL = 'paths@example.com';

/** Other spellings of a path that some parsers consider equal. */
const spellings: Record<string, (path: string) => string> = {
  'a trailing slash': (path) => `${path}/`,
  'two trailing slashes': (path) => `${path}//`,
  'a dot at the end': (path) => `${path}/.`,
  'an empty segment and a dot': (path) => `${path}/.//`,
  'a segment and back': (path) => `${path}/x/..`,
  'an encoded dot': (path) => `${path}/%2e`,
  'an encoded dot in upper case': (path) => `${path}/%2E`,
  'an encoded slash': (path) => path.replace(/\/([\w-]+)$/, '%2F$1'),
  'an encoded slash in lower case': (path) => path.replace(/\/([\w-]+)$/, '%2f$1'),
  'an empty segment inside': (path) => path.replace(/\/([\w-]+)$/, '//$1'),
  'a dot inside': (path) => path.replace(/\/([\w-]+)$/, '/./$1'),
  'a dot and an empty segment': (path) => path.replace(/\/([\w-]+)$/, '/.//$1'),
  'a way back inside': (path) => path.replace(/\/([\w-]+)$/, '/x/../$1'),
  'an empty segment first': (path) => `/${path}`,
  'no slash first': (path) => path.slice(1),
  'an address': (path) => `http://localhost:8888${path}`,
  'a backslash': (path) => path.replace(/\/([\w-]+)$/, '\\$1'),
  'a backslash and back': (path) => path.replace(/\/([\w-]+)$/, '/x\\..\\$1'),
  parameters: (path) => `${path};a=b`,
  'empty parameters': (path) => `${path};`,
  'an encoded letter': (path) => path.replace(/(\w)$/, (last) => `%${last.charCodeAt(0).toString(16)}`),
  'an upper-case letter': (path) => path.replace(/(\w)$/, (last) => last.toUpperCase()),
  'a wide letter': (path) =>
    path.replace(/(\w)$/, (last) => String.fromCodePoint(last.charCodeAt(0) + 0xfee0)),
  'a zero byte': (path) => `${path}%00`,
  'a space': (path) => `${path} `,
  'an encoded space': (path) => `${path}%20`,
  'a tab': (path) => `${path}\t`,
  'a question mark': (path) => `${path}?x=1`,
  'an encoded question mark': (path) => `${path}%3F`,
  'a fragment': (path) => `${path}#x`,
  'a broken encoding': (path) => `${path}/%zz`,
  'half of a character': (path) => `${path}/%C3`,
  'an encoding of an encoding': (path) => `${path}/%252e`,
};

const ofAuth = [...authRoutes(parseEnv({})).keys()];
const ofOthers = [
  ...Object.values(FUNCTION_PATHS).filter((path) => path !== AUTH),
  `${EMAIL_FUNCTION}/verification`,
];

it.each(Object.entries(spellings))(
  '%s makes it another path, which is a 404 everywhere',
  async (_, spell) => {
    for (const path of [...ofAuth, ...ofOthers]) {
      for (const method of ['GET', 'POST', 'OPTIONS']) {
        // Which function gets such a request is up to the platform.
        const to = [AUTH, ...ofOthers].find((prefix) => path.startsWith(prefix)) ?? AUTH;
        const request = { method, body: method === 'GET' ? undefined : credentials(EMAIL) };
        const response = await app.newBrowser().sendTo(to, { ...request, path: spell(path) });
        if (isNamedBelow(spell(path))) continue;
        expect([spell(path), ...wellFormedRefusal(response)]).toEqual([spell(path), 404, 'NOT_FOUND']);
      }
    }
    expect(app.core.calls).toEqual([]);
    expect(await app.database.contents('counters')).toBe('[]');
  },
);

const WITHOUT_ROUTES_BELOW = [ACTIVITY, HEALTH, PASSWORD_FUNCTION, PROFILE, USER];

/**
 * The other functions have routes below their own path; each responds to unknown paths by itself.
 */
function isNamedBelow(path: string): boolean {
  return ofOthers.some(
    (prefix) =>
      !WITHOUT_ROUTES_BELOW.includes(prefix) && path.startsWith(`${prefix}/`) && isCanonicalPath(path),
  );
}

it.each([
  ['POST', '/public/signin'],
  ['POST', '/zzz/signin'],
  ['POST', '/signup/'],
  ['GET', '/loginmethods'],
  ['GET', '/zzz/loginmethods'],
  ['GET', '/public/loginmethods'],
  ['GET', '/oauth/auth'],
  ['POST', '/oauth/token'],
  ['GET', '/oauth/login'],
  ['POST', '/oauth/logout'],
  ['GET', '/oauth/userinfo'],
  ['POST', '/oauth/introspect'],
  ['POST', '/oauth/revoke'],
  ['GET', '/.well-known/openid-configuration'],
  ['GET', '/jwt/jwks.json'],
  ['GET', '/dashboard'],
  ['POST', '/dashboard/api/signin'],
  ['GET', '/dashboard/api/users'],
  ['GET', '/signup/email/exists'],
  ['GET', '/public/emailpassword/email/exists'],
  ['PUT', '/mfa/info'],
  ['GET', '/authorisationurl'],
  ['POST', '/signinup'],
  ['POST', '/signinup/code'],
  ['POST', '/totp/verify'],
  ['POST', '/webauthn/signin'],
  ['GET', '/users'],
  ['POST', '/user/password/reset/token/x'],
  ['GET', '/__proto__'],
  ['GET', '/constructor'],
])('%s %s is not a route of an enabled feature', async (method, path) => {
  for (const rid of ['emailpassword', 'multitenancy', 'oauth2provider', 'session', 'anti-csrf']) {
    const body = method === 'GET' ? undefined : credentials(EMAIL);
    const response = await app.newBrowser().send({ method, path: AUTH + path, headers: { rid }, body });
    expect(wellFormedRefusal(response)).toEqual([404, 'NOT_FOUND']);
  }
  expect(app.core.calls).toEqual([]);
  expect(app.log.at(-1)).toMatchObject({ route: 'auth/…', outcome: 'not_found' });
});

it.each([
  ['off', {}, []],
  [
    'optional',
    { SMTP_HOST: 'smtp.example.com', SMTP_FROM: 'a@example.com' },
    ['/user/email/verify', '/user/email/verify/token'],
  ],
])('verification %s determines its routes', (_, env, expected) => {
  const found = [...authRoutes(parseEnv({ ...deploy, ...env })).keys()].filter((path) =>
    path.includes('/verify'),
  );
  expect(found.map((path) => path.slice(AUTH.length)).sort()).toEqual(expected);
});

it('serves the keys of access tokens where other services verify them', () => {
  const pathsOf = (key: string) => [...authRoutes(parseEnv({ ACCESS_TOKEN_SIGNING_KEY: key })).keys()];
  expect(pathsOf('static')).toContain(`${AUTH}/jwt/jwks.json`);
  expect(pathsOf('dynamic')).not.toContain(`${AUTH}/jwt/jwks.json`);
});

it('the methods of a path do not depend on a header', async () => {
  const override = { 'x-http-method-override': 'POST', 'x-method-override': 'POST', 'x-http-method': 'POST' };
  const response = await app.newBrowser().send({
    method: 'GET',
    path: `${AUTH}/signin`,
    query: { _method: 'POST' },
    headers: override,
    body: credentials(EMAIL),
  });
  expect(wellFormedRefusal(response)).toEqual([405, 'METHOD_NOT_ALLOWED']);
  expect(responseHeader(response, 'allow')).toBe('POST, OPTIONS');
});

it('a query does not change the route', async () => {
  await signUp(app.newBrowser(), EMAIL);
  const query = { path: '/signup', rid: 'x', tenantId: 'zzz', action: ['a', 'b'] };
  const response = await app
    .newBrowser()
    .send({ method: 'POST', path: `${AUTH}/signin`, query, body: credentials(EMAIL, 'wrong 1 pass') });
  expect(bodyOf(response)).toMatchObject({ status: 'WRONG_CREDENTIALS_ERROR' });
});

it.each(['/a', '/a/b%20c', '/a/%C3%A9', '/a/x%2Fy', "/a/it's(1)!*", '/a/u:1@b,c=d&e+f$', '/a/..b', '/a/...'])(
  '%s is canonical',
  (path) => expect(isCanonicalPath(path)).toBe(true),
);

it.each([
  '',
  '/',
  'a',
  '//',
  '/a//b',
  '/a/%c3%a9',
  '/a/%41',
  '/a/%7E',
  '/a/é',
  '/a/%',
  '/a/%FF',
  '/a/%ED%A0%80',
  '/a|b',
])('%j is not canonical', (path) => expect(isCanonicalPath(path)).toBe(false));
