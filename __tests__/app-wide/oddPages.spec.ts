import { test } from '../support/browser/administratorRequests.ts';
import { AREAS } from '../../config/areas.ts';
import { MODE_PARAM, PROBLEM_PARAM, WAIT_PARAM } from '../../config/contracts/signInForm.ts';
import { COOKIES_LOST_PARAM, REDIRECT_PARAM, REFUSED_PARAM } from '../../config/session/sessionRoutes.ts';
import { LOGIN_SCREENS } from '../../config/supertokens/loginScreens.ts';
import { faultsOf } from '../support/browser/faults.ts';
import { expect } from '../support/browser/test.ts';

const EMOJI = encodeURIComponent('\u{1f511}');

/** Values as they stand in a query: no decoder, some decoders or all decoders accept them. */
const VALUES = [
  ...['', '+', '%00', 'a%00b', '%ED%A0%80', '%ED%B0%80a', '%c0%80', '%', '%f', '%ff', '%E0%A4%A', '%u0000'],
  ...['%25%30%30', '%0d%0aset-cookie:a=b', '%1b[31m', '%E2%80%AEtxt.exe', 'a%E2%80%8B%E2%81%A0b', EMOJI],
  ...['__proto__', 'constructor', 'toString', '{"a":1}', '[]', "'%20OR%201=1--", '%25_%25'],
  ...['0', '-1', '-0', '1e999', 'NaN', '9'.repeat(400), '0x10', 'zzzzzzzzzzzzzzzz'],
  ...['%2F..%2F..%2Fetc%2Fpasswd', '..%5c..', '%2e%2e', '/%ff', '/%00', '/auth?redirectToPath=/auth'],
  ...[
    '//evil.example',
    '/%5cevil.example',
    '/%09/evil.example',
    '%2F%2Fevil.example',
    '/%2e%2e//evil.example',
  ],
  ...['https://evil.example', 'javascript:alert(1)', 'data:text/html,x', 'java%0ascript:alert(1)'],
  ...['%3Cscript%3Ealert(1)%3C/script%3E', '%22%3E%3Cscript%3Ealert(1)%3C/script%3E', ';a', '%26b=c%23d'],
];

/** Parameters that pages, the proxy and functions read, and some that none reads. */
const PARAMETERS = [
  ...[REDIRECT_PARAM, REFUSED_PARAM, COOKIES_LOST_PARAM, MODE_PARAM, PROBLEM_PARAM, WAIT_PARAM],
  ...[
    'redirectTo',
    'refusedAt',
    'from',
    'at',
    'token',
    'tenantId',
    'email',
    'after',
    'deleted',
    'mail',
    'rid',
  ],
  ...['unknown', '__proto__', 'constructor', 'a[]', '__proto__[a]', '%ED%A0%80', '%00', ''],
];

/** Parameters that Next adds to addresses itself. */
const OF_NEXT = ['_rsc', 'userId', 'nxtPuserId', 'nxtPpath', 'nxtIpath', '__nextLocale', '__nextDataReq'];

const withValue = (names: string[], value: string) => names.map((name) => `${name}=${value}`).join('&');

const LONG = 'a'.repeat(8192);
const LONG_EMOJI = EMOJI.repeat(680);

/** Queries of other forms than one value for each parameter. */
const SHAPES = [
  ...[LONG, LONG_EMOJI, `/${LONG}`].flatMap((value) => [
    withValue(['token', 'email'], value),
    withValue([REDIRECT_PARAM, 'from'], value),
  ]),
  ...['a', '%00', '__proto__'].map((value) => withValue(OF_NEXT, value)),
  `${withValue(PARAMETERS, '%00')}&${withValue(PARAMETERS, 'a')}`,
  PARAMETERS.map((name) => `${name}[]=a&${name}[b]=c&${name}`).join('&'),
  Array(1000).fill('token=a').join('&'),
  ...['&&&', '===', '?', '%', '%ff', '__proto__', `at=${Date.now().toString(36)}&from=//evil.example`],
];

const QUERIES = [...VALUES.map((value) => withValue(PARAMETERS, value)), ...SHAPES];

/** Pages that read their query get all queries; of the others each gets some, and together they get all. */
const READS_QUERY = new Set([
  ...['/auth', '/auth/confirm-email', '/auth/cancel-email-change', '/admin', '/account-deleted'],
  '/unavailable',
]);
const SHARE = 8;

const REFRESH = '/.netlify/functions/auth/session/refresh/navigate';

const PAGES = [
  ...Object.keys(AREAS),
  ...Object.keys(LOGIN_SCREENS)
    .filter((screen) => screen !== '')
    .map((screen) => `/auth/${screen}`),
  ...['/admin/users/none', '/admin/no-such-user', '/nothing', REFRESH],
];

const queriesOf = (page: string) =>
  QUERIES.filter((_, index) => READS_QUERY.has(page) || (index + PAGES.indexOf(page)) % SHARE === 0);

/** A browser with a session, and in turn one without and one whose session has expired. */
const headersOf = (cookie: string, index: number): Record<string, string>[] => [
  { cookie },
  index % 2 === 0 ? {} : { cookie: 'sAccessToken=x' },
];

for (const page of PAGES) {
  test(`${page} responds to any query`, async ({ stack, administrator }) => {
    const requests = queriesOf(page).flatMap((query, index) =>
      headersOf(administrator.cookie, index).map((headers) => ({
        method: 'GET',
        path: `${page}?${query}`,
        headers,
      })),
    );
    const { faults, statuses } = await faultsOf(stack.url, requests);
    expect(faults).toEqual([]);
    // The session is valid to the end, or else the pages would not have been reached.
    if (page === '/account') expect(statuses[200]).toBe(queriesOf(page).length);
  });
}

/** Pages get their path from Next, functions from the front. */
const AREAS_OF_PATHS = ['', '/auth', '/account', '/admin/users', '/_next', '/.netlify/functions/user'];

test('any part of a path gets a response', async ({ stack, administrator: { cookie } }) => {
  const parts = [...VALUES.filter((value) => value !== ''), 'a'.repeat(4000), '%2F%2F', 'a%2Fb', 'x[]'];
  const requests = AREAS_OF_PATHS.flatMap((area) =>
    parts.map((part) => ({ method: 'GET', path: `${area}/${part}`, headers: { cookie } })),
  );
  expect((await faultsOf(stack.url, requests)).faults).toEqual([]);
});
