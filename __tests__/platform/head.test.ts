import { REQUEST_ID_HEADER } from '../../config/contracts/errorAnswer.ts';
import {
  ACTIVITY,
  AUTH,
  HEALTH,
  HOP,
  PROFILE,
  SESSIONS,
  stopTime,
  USER,
  setUpTestApp,
} from '../support/testApp.ts';
import { startTestAppWithDatabase } from '../support/testAppWithDatabase.ts';
import { setCookies } from '../support/testBrowser.ts';

const GET_ROUTES = [
  USER,
  PROFILE,
  SESSIONS,
  ACTIVITY,
  HEALTH,
  '/.netlify/functions/account',
  HOP,
  `${AUTH}/signup/email/exists`,
  `${AUTH}/user/email/verify`,
  `${AUTH}/no-such-route`,
  '/.netlify/functions/user/nothing',
];

const OTHER_ROUTES = [`${AUTH}/signin`, `${AUTH}/session/refresh`, '/.netlify/functions/email'];

const app = setUpTestApp(startTestAppWithDatabase);
beforeAll(() => stopTime());

/** Headers that differ between two identical requests. */
function comparable({ headers = {} }: { headers?: Record<string, unknown> }) {
  return { ...headers, [REQUEST_ID_HEADER]: undefined, 'server-timing': undefined };
}

describe.each(['a user', 'a signed-out user'])('HEAD by %s', (who) => {
  it.each(GET_ROUTES)('of %s responds like GET, without a body', async (path) => {
    const browser = who === 'a signed-out user' ? app.newBrowser() : await app.signedIn();
    const query: Record<string, string> = path.endsWith('exists') ? { email: 'a@example.com' } : {};
    const ask = (method: string) => browser.ask({ method, path, query });
    const get = await ask('GET');
    app.log.splice(0);
    const head = await ask('HEAD');
    expect(head.statusCode).toBe(get.statusCode);
    expect(head.body).toBe('');
    expect(comparable(head)).toEqual(comparable(get));
    const names = (lines: string[]) => lines.map((line) => line.split('=')[0]);
    expect(names(setCookies(head))).toEqual(names(setCookies(get)));
    expect(app.log.at(-1)).toMatchObject({ method: 'HEAD', status: head.statusCode });
  });

  it.each(OTHER_ROUTES)('of %s, which has no GET, is a 405 that names the methods', async (path) => {
    const response = await app.newBrowser().send({ method: 'HEAD', path });
    expect([response.statusCode, response.body]).toEqual([405, '']);
    expect(response.headers).toMatchObject({ allow: expect.not.stringContaining('HEAD') as string });
  });
});
