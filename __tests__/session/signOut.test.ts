import { NextRequest } from 'next/server';
import type * as Route from '@/app/(signed-in)/sign-out/route';
import { refusal, type AnswerServer } from '../support/answers';
import { askForPage, request, startFunctionServer } from '../support/pageRequest';

let server: AnswerServer;
let route: typeof Route;

beforeAll(async () => {
  server = await startFunctionServer();
  route = await import('@/app/(signed-in)/sign-out/route');
});
afterAll(() => server.close());

beforeEach(() => askForPage(server));

function post(headers: Record<string, string> = { 'sec-fetch-site': 'same-origin' }) {
  return route.POST(new NextRequest(`${server.origin}/sign-out`, { method: 'POST', headers }));
}

const expiredWidgetCookies = ['sFrontToken', 'st-last-access-token-update'].map(
  (name) => expect.stringMatching(new RegExp(`^${name}=;.*1970`)) as string,
);

test("ends the session, returns the function's cookies and clears the widget's", async () => {
  server.next = { body: { status: 'OK' }, headers: { 'set-cookie': ['sAccessToken=; Path=/', 'a=b, c'] } };
  const response = await post();
  expect(response.status).toBe(303);
  expect(response.headers.get('location')).toBe('/auth');
  expect(response.headers.get('cache-control')).toBe('private, no-store');
  expect(response.headers.getSetCookie()).toEqual([
    'sAccessToken=; Path=/',
    'a=b, c',
    ...expiredWidgetCookies,
  ]);
  expect(server.requests).toMatchObject([
    { method: 'POST', url: '/.netlify/functions/auth/signout', headers: { cookie: 'sAccessToken=token' } },
  ]);
});

function postForm(user: string, fields: Record<string, string> = {}) {
  const body = new URLSearchParams({ formUser: user, ...fields });
  return route.POST(
    new NextRequest(`${server.origin}/sign-out`, {
      method: 'POST',
      headers: { 'sec-fetch-site': 'same-origin' },
      body,
    }),
  );
}

test('a user who confirms who they are is asked for their credentials by a provider, too', async () => {
  server.next = { body: { status: 'OK' } };
  const response = await postForm('ada', { confirmsIdentity: '1', redirectToPath: '/account/delete' });
  expect(response.headers.get('location')).toBe(
    '/auth?redirectToPath=%2Faccount%2Fdelete&confirmsIdentity=1',
  );
  expect(response.headers.getSetCookie().at(-1)).toMatch(
    /^confirmsIdentity=1; Path=\/\.netlify\/functions\/social; Expires=[^;]+; HttpOnly; SameSite=Lax$/,
  );
});

test('a form that was rendered for another user does not sign out', async () => {
  server.next = refusal(409, 'USER_CHANGED');
  const response = await postForm('ada');
  expect(response.status).toBe(409);
  expect(response.headers.getSetCookie()).toEqual([]);
  expect(await response.text()).toContain('Another account is signed in now');
  expect(server.requests).toMatchObject([{ headers: { 'x-form-user': 'ada' } }]);
});

test('another attempt names the same user', async () => {
  jest.spyOn(console, 'error').mockImplementation();
  server.next = refusal(503, 'CORE_UNAVAILABLE');
  expect(await (await postForm('a"b')).text()).toContain('name="formUser" value="a&quot;b"');
});

test.each([
  ['/account/delete', '/auth?redirectToPath=%2Faccount%2Fdelete'],
  ['https://evil.example/', '/auth'],
])('a form with the wanted page %s leads to %s', async (wanted, expected) => {
  server.next = { body: { status: 'OK' } };
  const response = await postForm('ada', { redirectToPath: wanted });
  expect(response.headers.get('location')).toBe(expected);
});

test('a session that has already ended counts as ended', async () => {
  server.next = refusal(401, 'SESSION_REQUIRED');
  expect((await post()).headers.get('location')).toBe('/auth');
});

test("without a session calls no function and clears the widget's cookies", async () => {
  request.cookies = new Map();
  const response = await post();
  expect(response.headers.getSetCookie()).toEqual(expiredWidgetCookies);
  expect(server.requests).toEqual([]);
});

test('an expired token goes through the refresh hop and comes back as the same form', async () => {
  server.next = refusal(401, 'SESSION_REFRESH_REQUIRED');
  const response = await post();
  expect(response.status).toBe(307);
  expect(response.headers.get('location')).toBe(
    '/.netlify/functions/auth/session/refresh/navigate?redirectTo=%2Fsign-out',
  );
});

test.each([
  ['the core is down', refusal(503, 'CORE_UNAVAILABLE')],
  ['something else answers', { status: 200, headers: { 'content-type': 'text/html' }, body: 'Welcome' }],
  ['the answer is not a yes', { status: 200, body: { status: 'GENERAL_ERROR', message: 'no' } }],
])('when %s, the user is not told that they are signed out', async (_name, answer) => {
  const log = jest.spyOn(console, 'error').mockImplementation();
  server.next = answer;
  const response = await post();
  expect(response.status).toBe(503);
  expect(response.headers.get('retry-after')).toBe('10');
  expect(response.headers.getSetCookie()).toEqual([]);
  expect(await response.text()).toContain('You are still signed in');
  expect(log).toHaveBeenCalledTimes(1);
});

test.each([
  ['Sec-Fetch-Site says so', { 'sec-fetch-site': 'cross-site' }],
  ['a neighbour on the same domain', { 'sec-fetch-site': 'same-site' }],
  ['only Origin is sent', { origin: 'https://evil.example', host: 'localhost:8888' }],
  ['Origin is opaque', { origin: 'null', host: 'localhost:8888' }],
])('a form of another site does nothing: %s', async (_name, headers) => {
  const response = await post(headers);
  expect(response.status).toBe(403);
  expect(server.requests).toEqual([]);
});

test('a link does not sign out', () => {
  expect(route.GET().headers.get('location')).toBe('/session');
  expect(server.requests).toEqual([]);
});
