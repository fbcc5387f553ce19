import { responseHeader, type FunctionResponse } from '../../netlify/platform/http/message.ts';
import { AUTH, credentials, errorCode, startTestApp, USER, setUpTestApp } from '../support/testApp.ts';
import { setCookies } from '../support/testBrowser.ts';

const app = setUpTestApp(startTestApp);

function corsHeaders(response: FunctionResponse): string[] {
  return Object.keys(response.headers ?? {}).filter((name) => /^access-control-/i.test(name));
}

const preflight = (origin: string, path = USER) => ({
  method: 'OPTIONS',
  path,
  headers: {
    origin,
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'rid,content-type',
  },
});

describe('pages and functions on one origin', () => {
  const own = 'http://localhost:8888';

  it('a preflight names the supported methods', async () => {
    const user = await app.newBrowser().send(preflight(own));
    expect(user.statusCode).toBe(204);
    expect(responseHeader(user, 'access-control-allow-origin')).toBe(own);
    expect(responseHeader(user, 'access-control-allow-methods')).toBe('GET, HEAD, OPTIONS');
    expect(responseHeader(user, 'access-control-allow-credentials')).toBe('true');
    const auth = await app.newBrowser().send(preflight(own, `${AUTH}/signin`));
    expect(responseHeader(auth, 'access-control-allow-methods')).toBe('POST, OPTIONS');
    const headers = responseHeader(auth, 'access-control-allow-headers')?.split(', ');
    expect(headers).toEqual(
      expect.arrayContaining(['content-type', 'rid', 'fdi-version', 'anti-csrf', 'st-auth-mode']),
    );
  });

  it.each([
    'https://evil.example',
    'http://localhost:8889',
    'http://localhost:8888.evil.example',
    'null',
    'HTTP://LOCALHOST:8888/',
    '*',
  ])('refuses %s', async (origin) => {
    const browser = await app.signedIn();
    for (const request of [
      preflight(origin),
      { path: USER, headers: { origin } },
      { path: `${AUTH}/nope`, headers: { origin } },
    ]) {
      const response = await browser.send(request);
      expect(corsHeaders(response)).toEqual([]);
      expect(responseHeader(response, 'vary')).toBe('Origin');
    }
  });

  it.each([
    ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['another site in an old browser', { origin: 'https://evil.example' }],
    ['a sandboxed frame', { origin: 'null' }],
    ['a sister domain', { origin: 'http://evil.localhost:8888', 'sec-fetch-site': 'same-site' }],
    ['another site that sends no origin', { 'sec-fetch-site': 'cross-site' }],
  ])('%s cannot sign anyone in, out or up', async (_name, headers) => {
    const browser = await app.signedIn();
    for (const path of ['/signup', '/signin', '/signout', '/session/refresh']) {
      const response = await browser.send({
        method: 'POST',
        path: `${AUTH}${path}`,
        body: credentials('x@example.com'),
        headers,
      });
      expect([response.statusCode, errorCode(response)]).toEqual([403, 'CROSS_ORIGIN_REFUSED']);
      expect(setCookies(response)).toEqual([]);
    }
  });

  it.each([
    ['a page of ours', { origin: 'http://localhost:8888', 'sec-fetch-site': 'same-origin' }],
    ['a page at another origin of this deploy', { origin: 'http://127.0.0.1:8888', host: '127.0.0.1:8888' }],
    ['a page of ours that tells no referrer', { origin: 'null', 'sec-fetch-site': 'same-origin' }],
    ['the Next server', { 'sec-fetch-mode': 'cors' }],
  ])('%s can', async (_name, headers) => {
    const browser = await app.signedIn();
    const response = await browser.send({ method: 'POST', path: `${AUTH}/signout`, headers });
    expect(response.statusCode).toBe(200);
  });
});
