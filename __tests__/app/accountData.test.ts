/** @jest-environment node */
import type * as Route from '@/app/(signed-in)/account/data/route';
import type { AccountData } from '@/config/functionContract';
import { startAnswerServer, type AnswerServer } from '../support/answers';

const request = { cookies: new Map<string, { value: string }>(), headers: new Headers() };
jest.mock('next/headers', () => ({
  cookies: () => Promise.resolve(request.cookies),
  headers: () => Promise.resolve(request.headers),
}));

let server: AnswerServer;
let route: typeof Route;

beforeAll(async () => {
  server = await startAnswerServer();
  process.env.URL = server.origin;
  route = await import('@/app/(signed-in)/account/data/route');
});
afterAll(() => server.close());

beforeEach(() => {
  server.asked.length = 0;
  request.cookies = new Map([['sAccessToken', { value: 'token' }]]);
  request.headers = new Headers({ host: new URL(server.origin).host, 'x-request-path': '/account/data' });
});

const data: AccountData = {
  about: 'All.',
  user: { id: 'u' },
  metadata: {},
  roles: [],
  sessions: [],
  activity: null,
};

const refusal = (status: number, code: string) => ({
  status,
  body: { error: { code, message: 'No.', requestId: '' } },
});

test('the answer of the function, as a file that is kept nowhere', async () => {
  server.next = { body: data };
  const response = await route.GET();
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toEqual({
    'cache-control': 'private, no-store',
    'content-type': 'application/json; charset=utf-8',
    'content-disposition': `attachment; filename="account-data-${new Date().toISOString().slice(0, 10)}.json"`,
  });
  expect(await response.json()).toEqual(data);
  expect(server.asked).toMatchObject([
    { method: 'GET', url: '/.netlify/functions/account', headers: { cookie: 'sAccessToken=token' } },
  ]);
});

test.each([
  [
    'an expired token, through the hop',
    refusal(401, 'SESSION_REFRESH_REQUIRED'),
    /\/navigate\?redirectTo=%2Faccount%2Fdata$/,
  ],
  ['a session that is over, through the hop', refusal(401, 'SESSION_REQUIRED'), /\/navigate\?redirectTo=/],
  [
    'a core that is down, to the 503 page',
    refusal(503, 'CORE_UNAVAILABLE'),
    /^\/unavailable\?from=%2Faccount%2Fdata/,
  ],
  ['a part that cannot be read, to the 503 page', refusal(503, 'STORE_UNAVAILABLE'), /^\/unavailable\?from=/],
  [
    'an answer that is not the one agreed on, to the 503 page',
    { body: { user: {} } },
    /^\/unavailable\?from=/,
  ],
])('%s, and that is kept nowhere either', async (_name, answer, way) => {
  jest.spyOn(console, 'error').mockImplementation();
  server.next = answer;
  const response = await route.GET();
  expect([response.status, response.headers.get('cache-control')]).toEqual([303, 'private, no-store']);
  expect(response.headers.get('location')).toMatch(way);
});

test('nobody is signed in: login leads back', async () => {
  request.cookies = new Map();
  const response = await route.GET();
  expect(response.headers.get('location')).toBe('/auth?redirectToPath=%2Faccount%2Fdata');
  expect(server.asked).toEqual([]);
});
