import * as z from 'zod';
import type * as ChangeModule from '@/app/_server/change';
import { refusal, type AnswerServer } from '../../support/answers';
import { askForPage, destinationOf, request, startFunctionServer } from '../../support/pageRequest';

let server: AnswerServer;
let requestChange: typeof ChangeModule.requestChange;

beforeAll(async () => {
  server = await startFunctionServer();
  ({ requestChange } = await import('@/app/_server/change'));
});
afterAll(() => server.close());

beforeEach(() => {
  askForPage(server, '/account?a=1');
  request.headers.set('user-agent', 'Firefox');
});

const schema = z.strictObject({ kept: z.boolean() });
function formOf(user: string): FormData {
  const form = new FormData();
  form.set('formUser', user);
  return form;
}

const sendChange = (goneRedirect?: string, form = formOf('ada ü')) =>
  requestChange({
    form,
    path: '/f',
    method: 'PATCH',
    body: { a: 1 },
    schema,
    ...(goneRedirect !== undefined && { goneRedirect }),
  });

test('sends JSON on behalf of the user and returns the answer', async () => {
  server.next = { body: { kept: true } };
  expect(await sendChange()).toEqual({ status: 'done', answer: { kept: true }, setCookies: [] });
  expect(server.requests).toMatchObject([
    {
      method: 'PATCH',
      url: '/f',
      headers: { cookie: 'sAccessToken=token', 'content-type': 'application/json', 'user-agent': 'Firefox' },
    },
  ]);
});

test.each([
  [400, 'BAD_REQUEST'],
  [409, 'CONFLICT'],
  [413, 'PAYLOAD_TOO_LARGE'],
  [429, 'TOO_MANY_REQUESTS'],
])('%d %s is a message for the user', async (status, code) => {
  server.next = refusal(status, code, 'name');
  expect(await sendChange()).toEqual({ status: 'refused', message: 'No.', field: 'name' });
});

test('tells the function which user the form was rendered for', async () => {
  server.next = { body: { kept: true } };
  await sendChange();
  expect(server.requests).toMatchObject([{ headers: { 'x-form-user': 'ada%20%C3%BC' } }]);
});

test('distinguishes a form of another user from a refused change', async () => {
  server.next = refusal(409, 'USER_CHANGED');
  expect(await sendChange()).toEqual({ status: 'other-user', message: 'No.' });
});

test('a form that names no user changes nothing', async () => {
  expect(await sendChange(undefined, new FormData())).toMatchObject({
    status: 'refused',
    message: expect.stringContaining('Reload the page') as string,
  });
  expect(server.requests).toEqual([]);
});

test.each([
  ['sec-fetch-site', 'cross-site'],
  ['sec-fetch-site', 'same-site'],
  ['origin', 'https://evil.example'],
])('a form with %s: %s changes nothing', async (name, value) => {
  request.headers.set(name, value);
  expect(await sendChange()).toMatchObject({ status: 'refused' });
  expect(server.requests).toEqual([]);
});

test('without a token calls no function and redirects to sign-in and back', async () => {
  request.cookies = new Map();
  expect(await destinationOf(sendChange())).toBe('/auth?redirectToPath=%2Faccount%3Fa%3D1');
  expect(server.requests).toEqual([]);
});

test.each(['SESSION_REQUIRED', 'SESSION_REFRESH_REQUIRED'])(
  '%s redirects through the refresh hop',
  async (code) => {
    server.next = refusal(401, code);
    expect(await destinationOf(sendChange())).toBe(
      '/.netlify/functions/auth/session/refresh/navigate?redirectTo=%2Faccount%3Fa%3D1',
    );
  },
);

test('ADMIN_REQUIRED redirects to the 403 page', async () => {
  server.next = refusal(403, 'ADMIN_REQUIRED');
  expect(await destinationOf(sendChange())).toBe('/forbidden?from=%2Faccount%3Fa%3D1');
});

test('RECENT_SIGN_IN_REQUIRED redirects to the page that asks for it, and back', async () => {
  server.next = refusal(403, 'RECENT_SIGN_IN_REQUIRED');
  expect(await destinationOf(sendChange())).toBe('/confirm-identity?redirectToPath=%2Faccount%3Fa%3D1');
});

test('NOT_FOUND redirects to the given page, if any', async () => {
  server.next = refusal(404, 'NOT_FOUND');
  expect(await destinationOf(sendChange('/gone'))).toBe('/gone');
  jest.spyOn(console, 'error').mockImplementation();
  expect(await sendChange()).toEqual({ status: 'failed' });
});

test.each([
  ['the core is down', refusal(503, 'CORE_UNAVAILABLE')],
  ['it is refused for a reason that the user cannot change', refusal(403, 'CROSS_ORIGIN_REFUSED')],
  ['something else answers', { status: 400, headers: { 'content-type': 'text/html' }, body: 'Password?' }],
  ['the answer is not the one agreed on', { body: { kept: 'yes' } }],
])('when %s, the change fails and the log says why', async (_name, answer) => {
  const log = jest.spyOn(console, 'error').mockImplementation();
  server.next = answer;
  expect(await sendChange()).toEqual({ status: 'failed' });
  expect(log.mock.calls).toHaveLength(1);
  expect(log.mock.calls[0]?.[0]).not.toContain('token');
});
