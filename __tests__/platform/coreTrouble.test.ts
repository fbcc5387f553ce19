import { responseHeader, type FunctionResponse } from '../../netlify/platform/http/message.ts';
import {
  AUTH,
  credentials,
  errorCode,
  HOP,
  passTime,
  PROFILE,
  startTestApp,
  USER,
  setUpTestApp,
} from '../support/testApp.ts';
import type { CoreBehavior } from '../support/coreProxy.ts';
import { setCookies, type TestBrowser } from '../support/testBrowser.ts';
import type { RequestOptions } from '../support/lambdaEvent.ts';

const app = setUpTestApp(startTestApp);
let browser: TestBrowser;
beforeAll(async () => {
  // From here on the keys are known, as in any process that has served a request.
  await (await app.signedIn()).send({ path: USER });
});
beforeEach(async () => {
  await app.core.setBehavior('normal');
  browser = await app.signedIn();
  app.log.splice(0);
});

const requests: Record<string, RequestOptions> = {
  'signing up': { method: 'POST', path: `${AUTH}/signup`, body: credentials('new@example.com') },
  'signing in': { method: 'POST', path: `${AUTH}/signin`, body: credentials('new@example.com') },
  'signing out': { method: 'POST', path: `${AUTH}/signout` },
  'refreshing by the SDK': { method: 'POST', path: `${AUTH}/session/refresh` },
  'the profile': { path: PROFILE },
  'changing the profile': { method: 'PATCH', path: PROFILE, body: { name: 'Ada' } },
};
const names = Object.keys(requests);

function expectUnavailable(response: FunctionResponse): void {
  expect([response.statusCode, errorCode(response)]).toEqual([503, 'CORE_UNAVAILABLE']);
  expect(responseHeader(response, 'retry-after')).toMatch(/^\d+$/);
  expect(responseHeader(response, 'cache-control')).toBe('private, no-store');
  expect(setCookies(response)).toEqual([]);
  expect(app.log.at(-1)).toMatchObject({
    status: 503,
    outcome: 'core_unavailable',
    cause: expect.stringMatching(/^core: /) as string,
  });
}

/** Responds after the call to the core has timed out. */
async function whenTimeIsUp(
  answer: Promise<FunctionResponse>,
  reached: Promise<void>,
): Promise<FunctionResponse> {
  await reached;
  jest.advanceTimersByTime(5000);
  return answer;
}

const behaviors: CoreBehavior[] = ['unreachable', 'failing', 'garbage', 'wrong-json'];
describe.each(behaviors)('a core that is %s', (behavior) => {
  it.each(names)('makes %s a 503', async (name) => {
    await app.core.setBehavior(behavior);
    expectUnavailable(await browser.send(requests[name] ?? { path: '' }));
  });

  it('makes the refresh hop a 503 page, and leaves the cookies', async () => {
    passTime();
    await app.core.setBehavior(behavior);
    expectUnavailable(await browser.send({ path: HOP, query: { redirectTo: '/session' } }));
    const page = await browser.send({
      path: HOP,
      query: { redirectTo: '/session?a=1&b=2' },
      headers: { accept: 'text/html,*/*' },
    });
    expect(page.statusCode).toBe(503);
    expect(responseHeader(page, 'content-type')).toMatch(/^text\/html/);
    expect(responseHeader(page, 'retry-after')).toMatch(/^\d+$/);
    expect(page.body).toContain('href="/session?a=1&amp;b=2"');
    expect(setCookies(page)).toEqual([]);

    await app.core.setBehavior('normal');
    expect(await browser.navigate({ path: HOP, query: { redirectTo: '/session' } })).toMatchObject({
      page: '/session',
    });
  });

  it('does not prevent the user function from verifying a valid token', async () => {
    await app.core.setBehavior(behavior);
    expect((await browser.send({ path: USER })).statusCode).toBe(200);
  });
});

describe.each(['silent', 'slow'] as const)('a core that is %s', (behavior) => {
  it.each(names)('makes %s a 503 within 5 s', async (name) => {
    await app.core.setBehavior(behavior);
    const reached = app.core.nextCall();
    expectUnavailable(await whenTimeIsUp(browser.send(requests[name] ?? { path: '' }), reached));
  });

  it('makes the refresh hop a 503', async () => {
    browser.jar.put('sAccessToken', 'garbage');
    await app.core.setBehavior(behavior);
    const reached = app.core.nextCall();
    expectUnavailable(await whenTimeIsUp(browser.send({ path: HOP }), reached));
  });

  it('is disconnected when its response is no longer awaited', async () => {
    await app.core.setBehavior(behavior);
    const reached = app.core.nextCall();
    await whenTimeIsUp(browser.send(requests['signing up'] ?? { path: '' }), reached);
    await app.core.untilIdle();
  });
});
