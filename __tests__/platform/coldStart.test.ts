import type { CoreMood } from '../support/coreProxy.ts';
import { errorCode, passTime, stopTime, USER, type FunctionWorld } from '../support/functionWorld.ts';
import type { TestBrowser } from '../support/testBrowser.ts';

/** Each test has a process of its own, as it were: no module and no key is kept from the last one. */
let world: FunctionWorld;
let browser: TestBrowser;
beforeEach(async () => {
  jest.resetModules();
  const { startFunctionWorld: start } = await import('../support/functionWorld.ts');
  world = await start();
  browser = await world.signedIn();
  world.core.reset();
});
afterEach(() => world.close());

it('requests only the keys from the core, once', async () => {
  expect((await browser.send({ path: USER })).statusCode).toBe(200);
  expect(world.core.calls).toEqual(['GET /.well-known/jwks.json']);
  expect((await browser.send({ path: USER })).statusCode).toBe(200);
  expect(world.core.calls).toHaveLength(1);
});

it.each<CoreMood>(['refused', 'failing', 'garbage', 'wrong-json'])(
  'accepts a valid token while the core is %s',
  async (mood) => {
    await world.core.setMood(mood);
    const response = await browser.send({ path: USER });
    expect([response.statusCode, errorCode(response)]).toEqual([503, 'CORE_UNAVAILABLE']);
    await world.core.setMood('well');
    expect((await browser.send({ path: USER })).statusCode).toBe(200);
  },
);

it('responds in time when the keys never arrive', async () => {
  await world.core.setMood('silent');
  const reached = world.core.nextCall();
  const answer = browser.send({ path: USER });
  await reached;
  jest.advanceTimersByTime(5000);
  const response = await answer;
  expect([response.statusCode, errorCode(response)]).toEqual([503, 'CORE_UNAVAILABLE']);
});

it('asks the core at most twice a second about forged tokens', async () => {
  const [header, payload] = (browser.jar.get('sAccessToken') ?? '').split('.');
  const forger = world.newBrowser();
  forger.jar.put('sAccessToken', `${header}.${payload}.${Buffer.alloc(256).toString('base64url')}`);
  const tryOften = async () => {
    for (let tries = 0; tries < 20; tries += 1)
      expect(errorCode(await forger.send({ path: USER }))).toBe('SESSION_REFRESH_REQUIRED');
    return world.core.calls.splice(0).length;
  };
  stopTime();
  expect(await tryOften()).toBeLessThanOrEqual(2);
  passTime(999);
  expect(await tryOften()).toBe(0);
  passTime(1);
  expect(await tryOften()).toBeLessThanOrEqual(2);
});
