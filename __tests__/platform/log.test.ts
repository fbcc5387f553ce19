import { setErrorReporter, type ErrorReport } from '../../monitoring/errorReporting.ts';
import { responseHeader } from '../../netlify/platform/http/message.ts';
import { GRACE_MS } from '../../netlify/session/tokenReuse.ts';
import {
  AUTH,
  credentials,
  HOP,
  passTime,
  PASSWORD,
  startTestApp,
  USER,
  type TestApp,
} from '../support/testApp.ts';
import type { RequestOptions } from '../support/lambdaEvent.ts';
import type { TestBrowser } from '../support/testBrowser.ts';

const EMAIL = 'secret.user@example.com';

let app: TestApp;
const reports: ErrorReport[] = [];
beforeAll(async () => {
  app = await startTestApp();
  setErrorReporter((report) => void reports.push(report));
});
afterAll(async () => {
  setErrorReporter();
  await app.close();
});

const post = (path: string, body?: object) => ({ method: 'POST', path: AUTH + path, ...(body && { body }) });
const outcomes = () => app.log.splice(0).map(({ route, status, outcome }) => `${route} ${status} ${outcome}`);

/** All cookie values of this browser, apart from flags. */
function secretsOf({ jar }: TestBrowser): string[] {
  return jar
    .names()
    .map((name) => jar.get(name) ?? '')
    .filter((value) => value.length > 20);
}

it('logs each request in one line with its outcome, and never a user or a token', async () => {
  const written: unknown[] = [];
  const secrets = new Set<string>();
  const browser = app.newBrowser();
  const send = async (by: TestBrowser, options: RequestOptions) => {
    for (const secret of secretsOf(by)) secrets.add(secret);
    const response = await by.send(options);
    for (const secret of secretsOf(by)) secrets.add(secret);
    return response;
  };
  const lines = () => {
    written.push(...app.log);
    return outcomes();
  };
  await send(browser, { ...post('/signup', credentials(EMAIL)), headers: { 'x-nf-request-id': 'the-id' } });
  expect(app.log[0]).toEqual({
    requestId: 'the-id',
    route: 'auth/signup',
    method: 'POST',
    status: 200,
    throttle: 'absent',
    durationMs: expect.any(Number) as number,
    outcome: 'signed_up',
  });
  await send(browser, post('/signup', credentials(EMAIL)));
  await send(browser, post('/signin', credentials(EMAIL, 'Wrong pass 1')));
  await send(browser, post('/signin', credentials(EMAIL)));
  await send(browser, { path: `${AUTH}/emailpassword/email/exists`, query: { email: EMAIL } });
  await send(browser, { path: `${AUTH}/${EMAIL}` });
  await send(browser, { ...post('/signin'), body: `{"email":"${EMAIL}` });
  await send(browser, { path: USER });
  expect(lines()).toEqual([
    'auth/signup 200 signed_up',
    'auth/signup 200 field_error',
    'auth/signin 200 wrong_password',
    'auth/signin 200 signed_in',
    'auth/emailpassword/email/exists 200 ok',
    'auth/… 404 not_found',
    'auth/signin 415 unsupported_media_type',
    'user 200 ok',
  ]);

  const stolen = browser.copy();
  passTime();
  await send(browser, post('/session/refresh'));
  await send(browser, { path: USER });
  const sentRound = await send(stolen, post('/session/refresh'));
  passTime(GRACE_MS + 1000);
  const { searchParams } = new URL(responseHeader(sentRound, 'location') ?? '', 'http://localhost');
  await send(stolen, { ...post('/session/refresh'), query: Object.fromEntries(searchParams) });
  await send(browser, post('/session/refresh'));
  expect(lines()).toEqual([
    'auth/session/refresh 200 refreshed',
    'user 200 ok',
    'auth/session/refresh 307 theft_suspected',
    'auth/session/refresh 401 theft_detected',
    'auth/session/refresh 401 session_required',
  ]);

  const other = await app.signedIn();
  passTime(4 * 3_600_000);
  await other.navigate({ path: HOP, query: { redirectTo: `/x?mail=${EMAIL}` } });
  await send(other, post('/signout'));
  expect(lines()).toEqual([
    'auth/signup 200 signed_up',
    'auth/session/refresh/navigate 303 refresh_offered',
    'auth/session/refresh/navigate 303 refreshed',
    'auth/signout 200 signed_out',
  ]);

  const text = JSON.stringify(written);
  expect(text).not.toMatch(/secret|@|%40|Wrong pass|eyJ|cookie/i);
  expect(text).not.toContain(PASSWORD);
  expect(secrets.size).toBeGreaterThan(8);
  for (const secret of secrets) expect(text).not.toContain(secret);
});

it('reports our failures to the error tracker, and waits for it for a limited time', async () => {
  reports.splice(0);
  const browser = app.newBrowser();
  await browser.send(post('/signin', credentials(EMAIL, 'Wrong pass 1')));
  expect(reports).toEqual([]);
  await app.core.setBehavior('failing');
  await browser.send(post('/signin', credentials(EMAIL)));
  expect(reports).toEqual([
    expect.objectContaining({ where: 'auth/signin', what: 'core: answered 500' }) as ErrorReport,
  ]);

  setErrorReporter(() => Promise.reject(new Error('down')));
  expect((await browser.send(post('/signin', credentials(EMAIL)))).statusCode).toBe(503);
  const told = Promise.withResolvers<ErrorReport>();
  setErrorReporter((report) => {
    told.resolve(report);
    return new Promise<void>(() => undefined);
  });
  const answer = browser.send(post('/signin', credentials(EMAIL)));
  await told.promise;
  jest.advanceTimersByTime(500);
  expect((await answer).statusCode).toBe(503);
  await app.core.setBehavior('normal');
});
