import * as z from 'zod';
import { askFunction } from '@/app/_server/askFunction';
import { refusal, startAnswerServer, type AnswerServer } from '../../support/answers';

const schema = z.strictObject({ userId: z.string() });
let server: AnswerServer;

beforeAll(async () => {
  server = await startAnswerServer();
});
afterAll(() => server.close());

const ask = (timeoutMs?: number) =>
  askFunction({
    url: `${server.origin}/user`,
    schema,
    accessToken: 'to;ken',
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });

test('sends one cookie and no other header of the browser', async () => {
  server.next = { body: { userId: 'u1' } };
  expect(await ask()).toEqual({ status: 'signed-in', answer: { userId: 'u1' } });
  const { headers, method } = server.requests.at(-1) ?? {};
  expect(method).toBe('GET');
  expect(headers?.cookie).toBe('sAccessToken=to%3Bken');
  expect(headers?.authorization).toBeUndefined();
});

test('a JSON 401 with our error code means signed out', async () => {
  server.next = refusal(401, 'SESSION_REQUIRED');
  expect(await ask()).toEqual({ status: 'signed-out' });
});

test('a JSON 401 that requires a refresh means refresh', async () => {
  server.next = refusal(401, 'SESSION_REFRESH_REQUIRED');
  expect(await ask()).toEqual({ status: 'refresh-needed' });
});

test.each([
  [403, 'ADMIN_REQUIRED'],
  [404, 'NOT_FOUND'],
  [400, 'BAD_REQUEST'],
])('%d %s is a refusal with its message', async (status, code) => {
  server.next = refusal(status, code);
  expect(await ask()).toEqual({ status: 'refused', code, message: 'No.' });
});

test('a refusal says which translations its message has', async () => {
  const error = { code: 'BAD_REQUEST', message: 'No.', requestId: '', reason: 'admin.x', params: { max: 3 } };
  server.next = { status: 400, body: { error } };
  expect(await ask()).toMatchObject({ reason: 'admin.x', params: { max: 3 } });
});

const html = { 'content-type': 'text/html' };

test.each([
  ['a 401 of a password gate', { status: 401, headers: html, body: '<h1>Password</h1>' }],
  [
    'our error code in HTML',
    { status: 401, headers: html, body: JSON.stringify(refusal(401, 'SESSION_REQUIRED').body) },
  ],
  ['a JSON 401 of another server', { status: 401, body: { message: 'unauthorised' } }],
  ['a 401 with an unknown code', refusal(401, 'NO_SUCH_CODE')],
  [
    'a 401 with a JSON content type and another body',
    {
      status: 401,
      headers: { 'content-type': 'application/json' },
      body: '{',
    },
  ],
  ['a redirect to the sign-in page of another server', { status: 302, headers: { location: '/login' } }],
  ['a page in place of the answer', { status: 200, headers: html, body: '<h1>Hello</h1>' }],
  ['another answer than the one agreed on', { status: 200, body: { userId: 'u1', more: true } }],
])('%s is a misconfiguration and does not sign out', async (_name, answer) => {
  server.next = answer;
  expect((await ask()).status).toBe('misconfigured');
});

test.each([
  ['our word that the core is down', refusal(503, 'CORE_UNAVAILABLE')],
  ['a failure without words', { status: 502, headers: html, body: 'Bad gateway' }],
])('%s means unavailable', async (_name, answer) => {
  server.next = answer;
  expect((await ask()).status).toBe('unavailable');
});

test('does not follow redirects', async () => {
  server.next = { status: 302, headers: { location: '/elsewhere' } };
  const before = server.requests.length;
  await ask();
  expect(server.requests).toHaveLength(before + 1);
});

test('stops at the timeout if there is no response', async () => {
  server.next = { silent: true };
  expect(await ask(50)).toEqual({
    status: 'unavailable',
    reason: expect.stringMatching(/timeout/i) as string,
  });
});

test('a refused connection means unavailable, and the log says why', async () => {
  const gone = await startAnswerServer();
  await gone.close();
  const outcome = await askFunction({ url: `${gone.origin}/user`, schema, accessToken: 't' });
  expect(outcome).toEqual({ status: 'unavailable', reason: expect.stringMatching(/ECONNREFUSED/) as string });
});
