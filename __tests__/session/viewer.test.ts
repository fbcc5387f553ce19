import type * as ViewerModule from '@/app/_server/viewer';
import { refusal, type AnswerServer } from '../support/answers';
import { askForPage, destinationOf, request, startFunctionServer } from '../support/pageRequest';

let server: AnswerServer;
let viewer: typeof ViewerModule;

beforeAll(async () => {
  server = await startFunctionServer();
  viewer = await import('@/app/_server/viewer');
});
afterAll(() => server.close());

beforeEach(() => askForPage(server, '/session?a=1'));

const user = { sessionHandle: 'h', userId: 'u', accessTokenPayload: {} };

test('returns the answer of the user function, called at the origin of the page', async () => {
  server.next = { body: user };
  expect(await viewer.requireUser()).toEqual(user);
  expect(server.requests.at(-1)?.url).toBe('/.netlify/functions/user');
});

test.each(['mine', 'planted'])('sends the first of two access tokens, as functions do: %s', async (first) => {
  request.headers.set('cookie', `a=b; sAccessToken=${first}; sAccessToken=other`);
  server.next = { body: user };
  await viewer.requireUser();
  expect(server.requests.at(-1)?.headers.cookie).toBe(`sAccessToken=${first}`);
});

test('finds the login method with email and password among others, or none', async () => {
  const passkey = { recipe: 'webauthn', identity: 'ada@example.com', provider: null, createdAt: 1 };
  const own = { recipe: 'emailpassword', identity: 'ada@example.com', provider: null, createdAt: 2 };
  const profile = {
    userId: 'u',
    emails: ['ada@example.com'],
    timeJoined: 1,
    fields: { name: null, initials: null },
    session: { handle: 'h', createdAt: 2, expiresAt: 3 },
  };
  server.next = { body: { ...profile, loginMethods: [passkey, own] } };
  expect(await viewer.findPasswordLogin()).toEqual(own);
  server.next = { body: { ...profile, loginMethods: [passkey] } };
  expect(await viewer.findPasswordLogin()).toBeUndefined();
});

test('without an access token calls no function and redirects to sign-in and back', async () => {
  request.cookies = new Map();
  const before = server.requests.length;
  expect(await destinationOf(viewer.requireUser())).toBe('/auth?redirectToPath=%2Fsession%3Fa%3D1');
  expect(server.requests).toHaveLength(before);
});

test('RECENT_SIGN_IN_REQUIRED redirects to the page that asks for it, and back', async () => {
  server.next = refusal(403, 'RECENT_SIGN_IN_REQUIRED');
  expect(await destinationOf(viewer.requireUser())).toBe(
    '/confirm-identity?redirectToPath=%2Fsession%3Fa%3D1',
  );
});

test.each(['SESSION_REQUIRED', 'SESSION_REFRESH_REQUIRED'])(
  '%s redirects through the refresh hop',
  async (code) => {
    server.next = refusal(401, code);
    expect(await destinationOf(viewer.requireUser())).toBe(
      '/.netlify/functions/auth/session/refresh/navigate?redirectTo=%2Fsession%3Fa%3D1',
    );
  },
);

test('ADMIN_REQUIRED redirects to the 403 page', async () => {
  server.next = refusal(403, 'ADMIN_REQUIRED');
  expect(await destinationOf(viewer.requireUser())).toBe('/forbidden?from=%2Fsession%3Fa%3D1');
});

test.each([
  ['function-unavailable', { status: 503, body: {} }],
  ['function-misconfigured', { status: 401, headers: { 'content-type': 'text/html' }, body: 'Password?' }],
])('%s: the 503 page, and one line in the log without the token', async (event, answer) => {
  const lines: string[] = [];
  jest.spyOn(console, 'error').mockImplementation((line: string) => lines.push(line));
  server.next = answer;
  expect(await destinationOf(viewer.requireUser())).toMatch(
    /^\/unavailable\?from=%2Fsession%3Fa%3D1&at=[0-9a-z]+$/,
  );
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ event, function: '/.netlify/functions/user' });
  expect(lines[0]).not.toContain('token');
});
