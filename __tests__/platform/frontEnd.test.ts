import { responseHeader } from '../../netlify/platform/http/message.ts';
import {
  AUTH,
  credentials,
  errorCode,
  HOP,
  location,
  passTime,
  startTestApp,
  USER,
  setUpTestApp,
} from '../support/testApp.ts';
import { bodyOf, setCookies } from '../support/testBrowser.ts';

const FRONT_END = 'https://www.front-end.example';

const app = setUpTestApp(() => startTestApp({ WEBSITE_DOMAIN: FRONT_END, URL: 'https://api.example.net' }));

const fromFrontEnd = {
  origin: FRONT_END,
  'sec-fetch-site': 'cross-site',
  'sec-fetch-mode': 'cors',
  rid: 'anti-csrf',
};
const signUp = { method: 'POST', path: `${AUTH}/signup`, headers: fromFrontEnd };

describe('a front end on another domain', () => {
  it('signs in across sites and may read the response', async () => {
    const browser = app.newBrowser();
    const response = await browser.send({ ...signUp, body: credentials('front@example.com') });
    expect(bodyOf(response)).toMatchObject({ status: 'OK' });
    expect(responseHeader(response, 'access-control-allow-origin')).toBe(FRONT_END);
    expect(responseHeader(response, 'access-control-allow-credentials')).toBe('true');
    expect(responseHeader(response, 'access-control-expose-headers')).toContain('front-token');
    const ofSession = setCookies(response).filter((cookie) => /^s(Access|Refresh)Token=/.test(cookie));
    expect(ofSession).toHaveLength(2);
    for (const cookie of ofSession) expect(cookie).toMatch(/HttpOnly; Secure; SameSite=None$/);

    const user = await browser.send({ path: USER, headers: fromFrontEnd });
    expect(user.statusCode).toBe(200);
    expect(responseHeader(user, 'access-control-allow-origin')).toBe(FRONT_END);
    const withoutRid = Object.fromEntries(Object.entries(fromFrontEnd).filter(([name]) => name !== 'rid'));
    expect(
      (await browser.send({ method: 'POST', path: `${AUTH}/signout`, headers: withoutRid })).statusCode,
    ).toBe(401);
    expect(
      (await browser.send({ method: 'POST', path: `${AUTH}/signout`, headers: fromFrontEnd })).statusCode,
    ).toBe(200);
  });

  it('sends a preflight', async () => {
    const headers = { origin: FRONT_END, 'access-control-request-method': 'POST' };
    const response = await app.newBrowser().send({ method: 'OPTIONS', path: `${AUTH}/signin`, headers });
    expect(response.statusCode).toBe(204);
    expect(responseHeader(response, 'access-control-allow-origin')).toBe(FRONT_END);
  });

  it('is not treated as another site', async () => {
    const headers = { ...fromFrontEnd, origin: 'https://evil.example' };
    const response = await app
      .newBrowser()
      .send({ ...signUp, headers, body: credentials('evil@example.com') });
    expect([response.statusCode, errorCode(response)]).toEqual([403, 'CROSS_ORIGIN_REFUSED']);
    expect(responseHeader(response, 'access-control-allow-origin')).toBeUndefined();
  });

  it('refreshes with its own SDK; the refresh hop redirects to sign-in and leaves the session unchanged', async () => {
    const browser = app.newBrowser();
    await browser.send({ ...signUp, body: credentials('hop@example.com') });
    passTime();
    const response = await browser.send({ path: HOP, query: { redirectTo: '/session' } });
    expect([response.statusCode, location(response)]).toEqual([303, '/auth?redirectToPath=%2Fsession']);
    expect(setCookies(response)).toEqual([]);
    const refresh = await browser.send({
      method: 'POST',
      path: `${AUTH}/session/refresh`,
      headers: { ...fromFrontEnd, rid: 'session' },
    });
    expect(refresh.statusCode).toBe(200);
    expect((await browser.send({ path: USER, headers: fromFrontEnd })).statusCode).toBe(200);
  });
});
