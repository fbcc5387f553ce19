import { accessTokenState } from '../../config/session/accessToken.ts';
import { AUTH, HOP, passTime, USER, type TestApp } from '../support/testApp.ts';
import type { TestBrowser } from '../support/testBrowser.ts';

describe.each(['dynamic', 'static'])('calls to the core, with a %s signing key', (signingKey) => {
  let app: TestApp;
  beforeAll(async () => {
    jest.resetModules();
    const { startTestApp } = await import('../support/testApp.ts');
    app = await startTestApp({ ACCESS_TOKEN_SIGNING_KEY: signingKey });
    await (await app.signedIn()).send({ path: USER });
  });
  afterAll(() => app.close());

  /** Pages ask the user function from a server component, so what it sets reaches no browser. */
  async function callsOfPages(browser: TestBrowser): Promise<string[]> {
    app.core.reset();
    for (let page = 0; page < 5; page += 1) expect((await browser.ask({ path: USER })).statusCode).toBe(200);
    return [...app.core.calls];
  }

  /** All calls but those for the keys, which every process makes once in four hours. */
  const sessionCalls = () => app.core.calls.filter((call) => call !== 'GET /.well-known/jwks.json');

  const stateIn = (browser: TestBrowser) =>
    accessTokenState(browser.jar.get('sAccessToken') ?? '', Date.now());

  it('a page after sign-in needs none', async () => {
    const browser = await app.signedIn();
    expect(stateIn(browser)).toBe('usable');
    expect(await callsOfPages(browser)).toEqual([]);
  });

  it('the refresh hop needs two, and the pages after it none', async () => {
    const browser = await app.expired();
    expect(stateIn(browser)).toBe('unusable');
    app.core.reset();
    await browser.navigate({ path: HOP });
    expect(sessionCalls()).toEqual(['POST /recipe/session/refresh', 'POST /recipe/session/verify']);
    expect(stateIn(browser)).toBe('usable');
    expect(await callsOfPages(browser)).toEqual([]);
  });

  it('after a refresh by the SDK, one visit to the refresh hop confirms the token', async () => {
    const browser = await app.expired();
    await browser.send({ method: 'POST', path: `${AUTH}/session/refresh` });
    expect(stateIn(browser)).toBe('unconfirmed');
    app.core.reset();
    expect(await browser.navigate({ path: HOP })).toMatchObject({ visits: 1 });
    expect(sessionCalls()).toEqual(['POST /recipe/session/verify']);
    expect(stateIn(browser)).toBe('usable');
    expect(await callsOfPages(browser)).toEqual([]);
    passTime();
    expect(await browser.navigate({ path: HOP, query: { redirectTo: '/session' } })).toMatchObject({
      page: '/session',
    });
  });

  it('after a refresh by the SDK, a verification that the browser requests confirms it, too', async () => {
    const browser = await app.expired();
    await browser.send({ method: 'POST', path: `${AUTH}/session/refresh` });
    await browser.send({ path: USER });
    expect(stateIn(browser)).toBe('usable');
    expect(await callsOfPages(browser)).toEqual([]);
  });
});
