import {
  AUTH,
  errorCode,
  HOP,
  location,
  passTime,
  PROFILE,
  startTestApp,
  USER,
  setUpTestApp,
  credentials,
} from '../support/testApp.ts';
import { setCookies } from '../support/testBrowser.ts';
import { isSignedIn } from '../support/users.ts';

const app = setUpTestApp(startTestApp);
beforeEach(() => {
  app.core.reset();
  app.log.splice(0);
});

const toSession = { path: HOP, query: { redirectTo: '/session?tab=1' } };
const login = '/auth?redirectToPath=%2Fsession%3Ftab%3D1';

/** Name and attributes, without value and expiry. */
function shape(cookie: string): string {
  return cookie.replace(/=[^;]*/, '=…').replace(/Expires=[^;]*/, 'Expires=…');
}

describe('a session with an expired access token', () => {
  it('is refreshed on the way to a page', async () => {
    const browser = await app.expired();
    app.log.splice(0);
    const before = { access: browser.jar.get('sAccessToken'), refresh: browser.jar.get('sRefreshToken') };
    expect(errorCode(await browser.send({ path: USER }))).toBe('SESSION_REFRESH_REQUIRED');

    expect(await browser.navigate(toSession)).toEqual({
      page: '/session?tab=1',
      visits: 2,
      statuses: [303, 303],
    });
    expect(browser.jar.get('sAccessToken')).not.toBe(before.access);
    expect(browser.jar.get('sRefreshToken')).not.toBe(before.refresh);
    expect(browser.jar.names().filter((name) => name.startsWith('sNext'))).toEqual([]);
    expect(await isSignedIn(browser)).toBe(true);
    expect(app.log.map(({ outcome }) => outcome)).toEqual([
      'session_refresh_required',
      'refresh_offered',
      'refreshed',
      'ok',
    ]);
  });

  it('is refreshed on the way of a form, which keeps method and body', async () => {
    const browser = await app.expired();
    const form = {
      ...toSession,
      method: 'POST',
      body: 'a'.repeat(1_000_000),
      headers: {
        'content-type': 'multipart/form-data; boundary=x',
        origin: 'http://localhost:8888',
        'sec-fetch-site': 'same-origin',
        'sec-fetch-mode': 'navigate',
        'sec-fetch-dest': 'document',
      },
      base64: true,
    };
    expect(await browser.navigate(form)).toMatchObject({ page: '/session?tab=1', statuses: [307, 307] });
    expect(await isSignedIn(browser)).toBe(true);
  });

  it('is refreshed on the way of a server action, which is sent by fetch', async () => {
    const browser = await app.expired();
    const headers = {
      'next-action': 'abc',
      'content-type': 'text/plain;charset=UTF-8',
      'sec-fetch-site': 'same-origin',
      'sec-fetch-mode': 'cors',
      'sec-fetch-dest': 'empty',
      origin: 'http://localhost:8888',
    };
    const action = { ...toSession, method: 'POST', body: '[]', headers };
    expect(await browser.navigate(action)).toMatchObject({ page: '/session?tab=1', statuses: [307, 307] });
    expect(await isSignedIn(browser)).toBe(true);
  });

  it('is refreshed repeatedly', async () => {
    const browser = await app.expired();
    for (let round = 0; round < 4; round += 1) {
      expect(await browser.navigate(toSession)).toMatchObject({ page: '/session?tab=1', visits: 2 });
      expect(await isSignedIn(browser)).toBe(true);
      passTime();
    }
  });

  it("gets cookies like those of the SDK, and the widget's front token", async () => {
    const browser = await app.expired();
    const offered = await browser.send(toSession);
    expect(setCookies(offered).filter((cookie) => /^s(Access|Refresh)Token=/.test(cookie))).toEqual([]);
    const refreshed = setCookies(await browser.send(toSession));

    const signedUp = setCookies(
      await app.newBrowser().ask({
        method: 'POST',
        path: `${AUTH}/signup`,
        body: credentials('cookies@example.com'),
      }),
    );
    const ofSession = signedUp.filter((cookie) => /^s[A-Z]/.test(cookie)).map(shape);
    expect(refreshed.map(shape)).toEqual(expect.arrayContaining(ofSession));
    const lifetime = (cookies: string[], name: string) =>
      Date.parse(/Expires=([^;]+)/.exec(cookies.find((cookie) => cookie.startsWith(name)) ?? '')?.[1] ?? '') -
      Date.now();
    for (const name of ['sAccessToken', 'sRefreshToken']) {
      expect(lifetime(refreshed, name) / lifetime(signedUp, name)).toBeCloseTo(1, 2);
    }

    const frontToken = browser.jar.get('sFrontToken') ?? '';
    expect(refreshed).toContain(
      `sFrontToken=${frontToken}; Path=/; Expires=Fri, 31 Dec 9999 23:59:59 GMT; SameSite=Lax`,
    );
    const front = JSON.parse(atob(frontToken)) as {
      uid: string;
      ate: number;
      up: { sub: string; exp: number; parentRefreshTokenHash1: null };
    };
    expect(front).toMatchObject({
      uid: front.up.sub,
      ate: front.up.exp * 1000,
      up: { parentRefreshTokenHash1: null },
    });
    const updated = Number(browser.jar.get('st-last-access-token-update'));
    expect(Math.abs(updated - Date.now())).toBeLessThan(60_000);
  });
});

describe('a session with a valid access token', () => {
  it('is redirected back once the core has confirmed it', async () => {
    const browser = await app.signedIn();
    await isSignedIn(browser);
    app.core.reset();
    const response = await browser.send(toSession);
    expect(response.statusCode).toBe(303);
    expect(location(response)).toBe('/session?tab=1');
    expect(setCookies(response).map(shape)).toEqual([expect.stringMatching(/^refreshHop=/)]);
    expect(app.core.calls).toEqual(['POST /recipe/session/verify']);
  });

  it('is ended if it was revoked, although its access token is valid', async () => {
    const browser = await app.signedIn();
    await browser.copy().send({ method: 'POST', path: `${AUTH}/signout` });
    expect((await browser.ask({ path: PROFILE })).statusCode).toBe(401);
    expect(await browser.navigate(toSession)).toMatchObject({ page: login, visits: 1 });
    expect(browser.jar.names()).toEqual([]);
  });

  it('is refreshed if its token is forged', async () => {
    const browser = await app.signedIn();
    const [header, payload] = (browser.jar.get('sAccessToken') ?? '').split('.');
    browser.jar.put('sAccessToken', `${header}.${payload}.${Buffer.alloc(256).toString('base64url')}`);
    expect(await browser.navigate(toSession)).toMatchObject({ visits: 2, page: '/session?tab=1' });
    expect(await isSignedIn(browser)).toBe(true);
  });
});

describe('without a usable refresh token', () => {
  const everyCookie = [
    'sAccessToken',
    'sRefreshToken',
    'sNextAccess',
    'sNextRefresh',
    'refreshHop',
    'sFrontToken',
    'st-last-access-token-update',
  ];

  it.each([
    ['none', undefined],
    ['an empty one', ''],
    ['garbage', 'garbage'],
    ['garbage in the right form', `${Buffer.alloc(200, 1).toString('base64')}.abc.V2`],
  ])('%s redirects to sign-in and clears all cookies', async (_name, refreshToken) => {
    const browser = await app.expired();
    browser.jar.store([
      'sRefreshToken=; Path=/.netlify/functions/auth/session/refresh; Expires=Thu, 01 Jan 1970 00:00:00 GMT',
    ]);
    if (refreshToken !== undefined)
      browser.jar.put('sRefreshToken', encodeURIComponent(refreshToken), `${AUTH}/session/refresh`);
    browser.jar.put('sFrontToken', 'x');
    browser.jar.put('st-last-access-token-update', '1');
    const response = await browser.send(toSession);
    expect(response.statusCode).toBe(303);
    expect(location(response)).toBe(login);
    expect(setCookies(response).map((cookie) => cookie.split('=')[0])).toEqual(everyCookie);
    expect(browser.jar.names()).toEqual([]);
  });

  it('a form is redirected to sign-in as a GET', async () => {
    const response = await app.newBrowser().send({ ...toSession, method: 'POST' });
    expect(response.statusCode).toBe(303);
    expect(location(response)).toBe(login);
  });

  it('a revoked session redirects to sign-in', async () => {
    const browser = await app.signedIn();
    const elsewhere = browser.copy();
    await elsewhere.send({ method: 'POST', path: `${AUTH}/signout` });
    passTime();
    expect(await browser.navigate(toSession)).toMatchObject({ page: login });
    expect(browser.jar.names()).toEqual([]);
  });
});

describe('a browser that does not keep its cookies', () => {
  it.each(['sNextAccess', 'sNextRefresh', 'sAccessToken'])(
    'does not redirect in circles without %s',
    async (lost) => {
      const browser = await app.expired();
      let next: { path: string; query?: Record<string, string> } = toSession;
      let visits = 0;
      for (; next.path === HOP && visits < 10; visits += 1) {
        const response = await browser.ask(next);
        browser.jar.store(setCookies(response).filter((cookie) => !cookie.startsWith(lost)));
        const url = new URL(location(response) ?? '', 'http://x');
        // The page finds the access token unusable and sends the browser to the hop.
        next =
          url.pathname === '/session'
            ? toSession
            : { path: url.pathname, query: Object.fromEntries(url.searchParams) };
      }
      expect(next.path).toBe('/auth');
      expect(next.query).toEqual({ redirectToPath: '/session?tab=1', cookiesLost: '1' });
      expect(visits).toBeLessThanOrEqual(4);
    },
  );
});
