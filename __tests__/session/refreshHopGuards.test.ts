import { errorCode, HOP, location, startTestApp, setUpTestApp } from '../support/testApp.ts';
import { setCookies } from '../support/testBrowser.ts';

const app = setUpTestApp(startTestApp);

const toSession = { path: HOP, query: { redirectTo: '/session' } };

describe('redirect targets', () => {
  it.each([
    ['/session', '/session'],
    ['/session?tab=1&x=%2F%2Fy', '/session?tab=1&x=%2F%2Fy'],
    ['//evil.example', '/'],
    ['https://evil.example', '/'],
    ['https:evil.example', '/'],
    ['/\\evil.example', '/'],
    ['/%2Fevil.example', '/'],
    ['/%5cevil.example', '/'],
    ['%2F%2Fevil.example', '/'],
    ['/%252fevil.example', '/'],
    ['/\t/evil.example', '/'],
    ['/session\r\nset-cookie: a=b', '/'],
    ['/.netlify/functions/auth/signout', '/'],
    ['/.NETLIFY/functions/auth/signout', '/'],
    ['/%2enetlify/functions/auth/signout', '/'],
    ['/x/../.netlify/functions/auth/signout', '/'],
    [HOP, '/'],
    ['session', '/'],
    ['', '/'],
  ])('%j becomes %j', async (redirectTo, page) => {
    const browser = await app.signedIn();
    expect(location(await browser.send({ path: HOP, query: { redirectTo } }))).toBe(page);
    const guest = await app.newBrowser().send({ path: HOP, query: { redirectTo } });
    expect(location(guest)).toBe(`/auth?redirectToPath=${encodeURIComponent(page)}`);
  });

  it('a repeated or missing redirectTo becomes /', async () => {
    const browser = await app.signedIn();
    const queries: Record<string, string[]>[] = [
      {},
      { redirectTo: ['/session', '//evil.example'] },
      { redirectTo: ['/a', '/b'] },
    ];
    for (const query of queries) {
      expect(location(await browser.send({ path: HOP, query }))).toBe('/');
    }
  });
});

describe('permitted requests', () => {
  const navigation = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };

  it.each([
    ['an address typed in', { ...navigation, 'sec-fetch-site': 'none' }],
    ['a link of ours', { ...navigation, 'sec-fetch-site': 'same-origin' }],
    [
      "a fetch of Next's router",
      { rsc: '1', 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' },
    ],
    ['a browser too old to say', {}],
  ])('%s', async (_name, headers) => {
    const browser = await app.expired();
    expect(await browser.navigate({ ...toSession, headers })).toMatchObject({ page: '/session', visits: 2 });
  });

  it.each([
    ['a prefetch', { 'sec-purpose': 'prefetch', 'sec-fetch-site': 'same-origin' }],
    ['a prerendering', { 'sec-purpose': 'prefetch;prerender', 'sec-fetch-site': 'same-origin' }],
    ['a prefetch by its old name', { purpose: 'prefetch' }],
    ["a prefetch of Next's router", { rsc: '1', 'next-router-prefetch': '1', 'sec-fetch-mode': 'cors' }],
  ])('%s is refused and uses up nothing', async (_name, headers) => {
    const browser = await app.expired();
    app.core.reset();
    const response = await browser.send({ ...toSession, headers });
    expect(response.statusCode).toBe(204);
    expect(setCookies(response)).toEqual([]);
    expect(app.core.calls).toEqual([]);
  });

  it.each([
    ['an image', { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' }],
    [
      'a frame',
      { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' },
    ],
    ['a script', { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'script' }],
  ])('%s is refused', async (_name, headers) => {
    const browser = await app.expired();
    app.core.reset();
    const response = await browser.send({ ...toSession, headers });
    expect([response.statusCode, errorCode(response)]).toEqual([400, 'BAD_REQUEST']);
    expect(setCookies(response)).toEqual([]);
    expect(app.core.calls).toEqual([]);
  });

  it.each(['cross-site', 'same-site'])(
    'a %s link is followed only after it was repeated from our own page',
    async (site) => {
      const browser = await app.expired();
      app.core.reset();
      const link = {
        path: HOP,
        query: { redirectTo: '/session?a=1&b="<' },
        headers: { ...navigation, 'sec-fetch-site': site },
      };
      const response = await browser.send(link);
      expect(response.statusCode).toBe(200);
      expect(response.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8' });
      expect(response.body).toContain(
        `<meta http-equiv="refresh" content="0;url=${HOP}?redirectTo=%2Fsession%3Fa%3D1%26b%3D%2522%253C">`,
      );
      expect(setCookies(response)).toEqual([]);
      expect(app.core.calls).toEqual([]);
    },
  );

  it('a form of another site is refused and signs no one out', async () => {
    const response = await app.newBrowser().send({
      ...toSession,
      method: 'POST',
      headers: { ...navigation, 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
    });
    expect([response.statusCode, errorCode(response)]).toEqual([403, 'CROSS_ORIGIN_REFUSED']);
    expect(setCookies(response)).toEqual([]);
  });
});

it('answers other methods with 405 and clears no cookies', async () => {
  const browser = await app.expired();
  const response = await browser.send({ ...toSession, method: 'DELETE' });
  expect(response.statusCode).toBe(405);
  expect(setCookies(response)).toEqual([]);
});

describe('a form that Next has sent by fetch', () => {
  const form = { ...toSession, method: 'POST', headers: { 'next-action': 'id', 'sec-fetch-mode': 'cors' } };

  it('is redirected with its method and body, like every form', async () => {
    const browser = await app.signedIn();
    const response = await browser.send(form);
    expect([response.statusCode, location(response)]).toEqual([307, '/session']);
  });

  it('is redirected to sign-in in the format of the router, and clears the session', async () => {
    const browser = app.newBrowser();
    browser.jar.put('sRefreshToken', 'none', '/.netlify/functions/auth/session/refresh');
    const response = await browser.send(form);
    expect(response.statusCode).toBe(200);
    expect(response.headers).toMatchObject({ 'x-action-redirect': '/auth?redirectToPath=%2Fsession;push' });
    expect(browser.jar.names()).toEqual([]);
  });
});
