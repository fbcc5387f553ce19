import type * as Route from '@/app/(signed-in)/account/data/route';
import type { AccountData } from '@/config/contracts/data';
import { refusal, type AnswerServer } from '../support/answers';
import { readMessages } from '../../config/messages/readMessages';
import { askForPage, request, startFunctionServer } from '../support/pageRequest';

let server: AnswerServer;
let route: typeof Route;

beforeAll(async () => {
  process.env.SITE_LANGUAGES = 'en,de,ar';
  server = await startFunctionServer();
  route = await import('@/app/(signed-in)/account/data/route');
});
afterAll(() => server.close());

beforeEach(() => askForPage(server, '/account/data'));

const data: AccountData = {
  about: readMessages('en').deletion.download.about,
  user: { id: 'u' },
  metadata: {},
  roles: [],
  sessions: [],
  activity: null,
};

test('returns the answer of the function as an uncached file', async () => {
  server.next = { body: data };
  const response = await route.GET();
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toEqual({
    'cache-control': 'private, no-store',
    'content-type': 'application/json; charset=utf-8',
    'content-disposition': `attachment; filename="account-data-${new Date().toISOString().slice(0, 10)}.json"`,
  });
  expect(await response.json()).toEqual(data);
  expect(server.requests).toMatchObject([
    { method: 'GET', url: '/.netlify/functions/account', headers: { cookie: 'sAccessToken=token' } },
  ]);
});

test.each(['de', 'ar'] as const)('explains the data in %s', async (language) => {
  request.cookies.set('language', { value: language });
  server.next = { body: data };
  const { about } = readMessages(language).deletion.download;
  expect(await (await route.GET()).json()).toEqual({ ...data, about });
});

test.each([
  [
    'an expired token redirects through the refresh hop',
    refusal(401, 'SESSION_REFRESH_REQUIRED'),
    /\/navigate\?redirectTo=%2Faccount%2Fdata$/,
  ],
  ['a session that is over, through the hop', refusal(401, 'SESSION_REQUIRED'), /\/navigate\?redirectTo=/],
  [
    'a core that is down redirects to the 503 page',
    refusal(503, 'CORE_UNAVAILABLE'),
    /^\/unavailable\?from=%2Faccount%2Fdata/,
  ],
  ['a part that cannot be read, to the 503 page', refusal(503, 'STORE_UNAVAILABLE'), /^\/unavailable\?from=/],
  [
    'an answer that does not match the schema redirects to the 503 page',
    { body: { user: {} } },
    /^\/unavailable\?from=/,
  ],
])('%s, uncached', async (_name, answer, way) => {
  jest.spyOn(console, 'error').mockImplementation();
  server.next = answer;
  const response = await route.GET();
  expect([response.status, response.headers.get('cache-control')]).toEqual([303, 'private, no-store']);
  expect(response.headers.get('location')).toMatch(way);
});

test('without a session redirects to sign-in, and then to the page that stays on the screen', async () => {
  request.cookies = new Map();
  const response = await route.GET();
  expect(response.headers.get('location')).toBe('/auth?redirectToPath=%2Faccount%2Fdelete');
  expect(server.requests).toEqual([]);
});
