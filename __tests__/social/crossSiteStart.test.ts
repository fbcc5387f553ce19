import { connectPath, startPath } from '../../config/contracts/social.ts';
import { PROVIDERS } from '../../config/signInMethods.ts';
import { errorCode, location, setUpTestApp } from '../support/testApp.ts';
import { startSocialTestApp } from '../support/socialTestApp.ts';
import { target } from '../support/redirects.ts';
import { setCookies } from '../support/testBrowser.ts';

const app = setUpTestApp(startSocialTestApp);

const HTML = { accept: 'text/html,application/xhtml+xml' };

function startFrom(headers: Record<string, string>, address: string = startPath('google', '/account?a=1')) {
  const [path = '', query] = address.split('?');
  return app.newBrowser().send({ path, query: Object.fromEntries(new URLSearchParams(query)), headers });
}

describe('the start of a sign-in', () => {
  it.each([
    ['a page of this site', { 'sec-fetch-site': 'same-origin' }],
    ['a bookmark, or a link in a mail program', { 'sec-fetch-site': 'none' }],
    ['a browser that does not tell', {}],
  ])('from %s goes to the provider', async (_, headers) => {
    const response = await startFrom({ ...HTML, ...headers });
    expect(response.statusCode).toBe(303);
    expect(location(response)).toMatch(new RegExp(`^${app.provider.url}`));
  });

  it.each(['cross-site', 'same-site', 'Cross-Site', 'odd'])('from a %s page asks the user', async (site) => {
    const response = await startFrom({ ...HTML, 'sec-fetch-site': site });
    expect(response.statusCode).toBe(200);
    expect(response.headers).toMatchObject({ 'cache-control': 'private, no-store' });
    expect(setCookies(response)).toEqual([]);
    const links = [...response.body.matchAll(/href="([^"]+)">([^<]+)<\/a>/g)].map(([, href, text]) => [
      href,
      text,
    ]);
    expect(links).toContainEqual([startPath('google', '/account?a=1'), 'Continue with Google']);
    expect(links).toContainEqual(['/auth', 'Back to sign-in']);
    expect(response.body).not.toMatch(/http-equiv|<script/);
  });

  it.each(PROVIDERS)('with %s names it, in the language of the user', async (id) => {
    const headers = { ...HTML, 'sec-fetch-site': 'cross-site', 'accept-language': 'de' };
    const response = await startFrom(headers, startPath(id, undefined));
    expect(response.body).toMatch(new RegExp(`href="${startPath(id, undefined)}">Weiter mit `));
  });

  it('from a script, an image or a frame of another site is refused', async () => {
    const response = await startFrom({ accept: 'image/*', 'sec-fetch-site': 'cross-site' });
    expect([response.statusCode, errorCode(response)]).toEqual([403, 'CROSS_ORIGIN_REFUSED']);
    expect(setCookies(response)).toEqual([]);
  });

  it('keeps no target that leads elsewhere', async () => {
    const headers = { ...HTML, 'sec-fetch-site': 'cross-site' };
    for (const wanted of ['//evil.example', connectPath('google'), '"><script>']) {
      const response = await startFrom(headers, startPath('google', wanted));
      expect(response.body).toContain(`href="${startPath('google', undefined)}">`);
      expect(response.body).not.toMatch(/evil|<script/);
    }
  });
});

it('another site cannot start to connect a provider', async () => {
  const response = await startFrom({ ...HTML, 'sec-fetch-site': 'cross-site' }, connectPath('google'));
  expect(target(response)).toEqual({ path: '/account/sign-in-methods' });
  expect(setCookies(response)).toEqual([]);
});
