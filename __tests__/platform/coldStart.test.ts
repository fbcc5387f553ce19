import type { CoreBehavior } from '../support/coreProxy.ts';
import { errorCode, passTime, stopTime, USER, type TestApp } from '../support/testApp.ts';
import type { TestBrowser } from '../support/testBrowser.ts';

/** Each test loads its own modules, like a new process: it keeps no keys of the previous test. */
let app: TestApp;
let browser: TestBrowser;
beforeEach(async () => {
  jest.resetModules();
  const { startTestApp: start } = await import('../support/testApp.ts');
  app = await start();
  browser = await app.signedIn();
  app.core.reset();
});
afterEach(() => app.close());

it('requests only the keys from the core, once', async () => {
  expect((await browser.send({ path: USER })).statusCode).toBe(200);
  expect(app.core.calls).toEqual(['GET /.well-known/jwks.json']);
  expect((await browser.send({ path: USER })).statusCode).toBe(200);
  expect(app.core.calls).toHaveLength(1);
});

it.each<CoreBehavior>(['unreachable', 'failing', 'garbage', 'wrong-json'])(
  'accepts a valid token while the core is %s',
  async (behavior) => {
    await app.core.setBehavior(behavior);
    const response = await browser.send({ path: USER });
    expect([response.statusCode, errorCode(response)]).toEqual([503, 'CORE_UNAVAILABLE']);
    await app.core.setBehavior('normal');
    expect((await browser.send({ path: USER })).statusCode).toBe(200);
  },
);

it('responds in time when the keys never arrive', async () => {
  await app.core.setBehavior('silent');
  const reached = app.core.nextCall();
  const answer = browser.send({ path: USER });
  await reached;
  jest.advanceTimersByTime(5000);
  const response = await answer;
  expect([response.statusCode, errorCode(response)]).toEqual([503, 'CORE_UNAVAILABLE']);
});

it('asks the core at most twice a second about forged tokens', async () => {
  const [header, payload] = (browser.jar.get('sAccessToken') ?? '').split('.');
  const forger = app.newBrowser();
  forger.jar.put('sAccessToken', `${header}.${payload}.${Buffer.alloc(256).toString('base64url')}`);
  const tryOften = async () => {
    for (let tries = 0; tries < 20; tries += 1)
      expect(errorCode(await forger.send({ path: USER }))).toBe('SESSION_REFRESH_REQUIRED');
    return app.core.calls.splice(0).length;
  };
  stopTime();
  expect(await tryOften()).toBeLessThanOrEqual(2);
  passTime(999);
  expect(await tryOften()).toBe(0);
  passTime(1);
  expect(await tryOften()).toBeLessThanOrEqual(2);
});
