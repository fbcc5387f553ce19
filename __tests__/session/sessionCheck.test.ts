import { responseHeader } from '../../netlify/platform/http/message.ts';
import {
  AUTH,
  errorCode,
  HOP,
  passTime,
  PROFILE,
  startTestApp,
  USER,
  type TestApp,
} from '../support/testApp.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ SESSION_CHECK: 'core' });
});
afterAll(async () => {
  delete process.env.SESSION_CHECK;
  await app.close();
});

const toSession = { path: HOP, query: { redirectTo: '/session' } };

describe('SESSION_CHECK=core', () => {
  it('asks the core at each verification', async () => {
    const browser = await app.signedIn();
    // The first verification of a process fetches the signing keys as well.
    await browser.send({ path: USER });
    for (let time = 0; time < 2; time += 1) {
      app.core.reset();
      expect((await browser.send({ path: USER })).statusCode).toBe(200);
      expect(app.core.calls).toEqual(['POST /recipe/session/verify']);
    }
  });

  it.each([USER, PROFILE])('%s immediately refuses a session that was ended elsewhere', async (path) => {
    const browser = await app.signedIn();
    await browser.copy().send({ method: 'POST', path: `${AUTH}/signout` });
    expect(errorCode(await browser.send({ path }))).toBe('SESSION_REQUIRED');
    expect(browser.jar.names()).toEqual([]);
  });

  it('still requires a refresh for an expired token, which the refresh hop makes', async () => {
    const browser = await app.signedIn();
    passTime();
    expect(errorCode(await browser.send({ path: USER }))).toBe('SESSION_REFRESH_REQUIRED');
    expect(await browser.navigate(toSession)).toMatchObject({ page: '/session' });
    expect((await browser.send({ path: USER })).statusCode).toBe(200);
  });

  it('answers 503 with Retry-After while the core is down, and clears no cookies', async () => {
    const browser = await app.signedIn();
    const kept = browser.jar.names();
    await app.core.setBehavior('unreachable');
    const response = await browser.send({ path: USER });
    await app.core.setBehavior('normal');
    expect([response.statusCode, errorCode(response)]).toEqual([503, 'CORE_UNAVAILABLE']);
    expect(Number(responseHeader(response, 'retry-after'))).toBeGreaterThan(0);
    expect(browser.jar.names()).toEqual(kept);
    expect((await browser.send({ path: USER })).statusCode).toBe(200);
  });
});
