import { callbackPath } from '../../config/contracts/social.ts';
import { setUpTestApp } from '../support/testApp.ts';
import { callback, newProviderUser, start, startSocialTestApp } from '../support/socialTestApp.ts';
import { target } from '../support/redirects.ts';

const app = setUpTestApp(startSocialTestApp);
beforeEach(() => {
  app.provider.user = newProviderUser();
});

describe('the form with which Apple sends the browser back', () => {
  const post = (body: string, headers: Record<string, string> = {}) =>
    app.newBrowser().ask({
      method: 'POST',
      path: callbackPath('apple'),
      body,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'cross-site',
        origin: app.provider.url,
        ...headers,
      },
    });

  it('becomes a query, which the browser sends with its cookie', async () => {
    const browser = app.newBrowser();
    const { query } = app.provider.agree(await start(browser, 'apple', '/account'));
    const fields = { ...query, user: '{"name":{"firstName":"Ada"}}' };
    const posted = await post(new URLSearchParams(fields).toString());
    const { path, ...sent } = target(posted);
    expect([path, sent]).toEqual([callbackPath('apple'), query]);
    expect(target(await callback(browser, 'apple', sent))).toEqual({ path: '/account' });
  });

  it('never leads to the address in it', async () => {
    const state = Buffer.from('{"frontendRedirectURI":"https://evil.example"}').toString('base64');
    const { path, ...sent } = target(await post(new URLSearchParams({ code: 'x', state }).toString()));
    expect(path).toBe(callbackPath('apple'));
    expect(target(await callback(app.newBrowser(), 'apple', sent))).toMatchObject({ path: '/auth' });
  });

  it.each<[string, string, Record<string, string>, number]>([
    ['another site', 'code=x', { origin: 'https://evil.example' }, 403],
    ['JSON', '{}', { 'content-type': 'application/json' }, 415],
    ['a body that is too large', `code=${'a'.repeat(30_000)}`, {}, 413],
  ])('is refused from or as %s', async (_, body, headers, status) => {
    expect((await post(body, headers)).statusCode).toBe(status);
    const page = await post(body, { ...headers, accept: 'text/html' });
    expect([page.statusCode, page.headers?.['content-type']]).toEqual([status, 'text/html; charset=utf-8']);
  });

  it.each([undefined, 'null'])(
    'is accepted with the origin %s, of a strict referrer policy',
    async (origin) => {
      expect((await post('code=x', origin === undefined ? {} : { origin })).statusCode).toBe(303);
    },
  );

  it('is not a way around the rule for other paths', async () => {
    const path = callbackPath('google');
    const headers = { origin: app.provider.url, 'sec-fetch-site': 'cross-site' };
    const response = await app.newBrowser().send({ method: 'POST', path, body: 'x', headers });
    expect(response.statusCode).toBe(405);
  });
});
