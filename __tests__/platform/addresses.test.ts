import { responseHeader } from '../../netlify/platform/http/message.ts';
import {
  AUTH,
  credentials,
  errorCode,
  HEALTH,
  HOP,
  location,
  startTestApp,
  USER,
  setUpTestApp,
} from '../support/testApp.ts';
import { setCookies } from '../support/testBrowser.ts';

const hosts = [
  'site.netlify.app',
  'deploy-preview-7--site.netlify.app',
  '65f0c0ffee--site.netlify.app',
  'www.example.com',
];

const app = setUpTestApp(() =>
  startTestApp({
    CONTEXT: 'deploy-preview',
    URL: `https://${hosts[0]}`,
    DEPLOY_PRIME_URL: `https://${hosts[1]}`,
    DEPLOY_URL: `https://${hosts[2]}`,
    SITE_ALIASES: `https://${hosts[3]}`,
  }),
);

const signUpAt = (host: string, headers: Record<string, string> = {}) => ({
  method: 'POST',
  path: `${AUTH}/signup`,
  headers: { host, ...headers },
  body: credentials(`${host}-${Math.random()}@example.com`),
});

it.each(hosts)(
  'a user signs up and is recognized at %s, with cookies that are fit for https',
  async (host) => {
    const browser = app.newBrowser();
    const response = await browser.send(signUpAt(host, { origin: `https://${host}` }));
    expect(response.statusCode).toBe(200);
    expect(setCookies(response).length).toBeGreaterThan(1);
    for (const cookie of setCookies(response)) expect(cookie).toMatch(/HttpOnly; Secure; SameSite=Lax$/);
    expect(responseHeader(response, 'access-control-allow-origin')).toBe(`https://${host}`);
    expect((await browser.send({ path: USER, headers: { host } })).statusCode).toBe(200);
  },
);

it.each([
  'evil.example',
  'site.netlify.app.evil.example',
  'site.netlify.app:8443',
  'user@site.netlify.app',
  'evil--site.netlify.app',
  '',
])('nothing is done for the host %j', async (host) => {
  const response = await app.newBrowser().send(signUpAt(host));
  expect([response.statusCode, errorCode(response)]).toEqual([421, 'MISDIRECTED_REQUEST']);
  expect(setCookies(response)).toEqual([]);
  expect(responseHeader(response, 'access-control-allow-origin')).toBeUndefined();
});

it.each([USER, HEALTH, HOP])('%s reveals nothing at another host', async (path) => {
  const response = await app.newBrowser().send({ path, headers: { host: 'evil.example' } });
  expect([response.statusCode, errorCode(response)]).toEqual([421, 'MISDIRECTED_REQUEST']);
  expect(JSON.stringify(response)).not.toContain('evil');
});

it('upper case in a host does not matter', async () => {
  const response = await app.newBrowser().send(signUpAt('SITE.netlify.app'));
  expect(response.statusCode).toBe(200);
});

it('X-Forwarded-Host has no effect', async () => {
  const forwarded = { 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example' };
  const response = await app.newBrowser().send(signUpAt('www.example.com', forwarded));
  expect(response.statusCode).toBe(200);
  expect(JSON.stringify(response)).not.toContain('evil');
  const hop = await app.newBrowser().send({
    path: HOP,
    query: { redirectTo: '/session' },
    headers: { host: 'www.example.com', ...forwarded },
  });
  expect(location(hop)).toBe('/auth?redirectToPath=%2Fsession');
});

it('a page of one origin cannot write at another on behalf of the user', async () => {
  const response = await app
    .newBrowser()
    .send(signUpAt('www.example.com', { origin: 'https://site.netlify.app' }));
  expect([response.statusCode, errorCode(response)]).toEqual([403, 'CROSS_ORIGIN_REFUSED']);
  expect(responseHeader(response, 'access-control-allow-origin')).toBeUndefined();
});
