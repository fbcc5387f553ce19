import { responseHeader } from '../../netlify/platform/http/message.ts';
import { startFullTestApp } from '../support/fullTestApp.ts';
import { errorCode, passTime, PROFILE, setUpTestApp } from '../support/testApp.ts';
import { linkIn } from '../support/readMail.ts';
import { bodyOf, setCookies } from '../support/testBrowser.ts';
import { signInWithCode, linkFields, MAGIC_LINK_FUNCTION, post, requestCode } from '../support/magicLink.ts';
import { uniqueEmail } from '../support/uniqueEmail.ts';
import { target } from '../support/redirects.ts';
import { codeIn } from '../support/mailCode.ts';
import { isSignedIn } from '../support/users.ts';

const MINUTE = 60_000;
const LINK = `${MAGIC_LINK_FUNCTION}/link`;

const app = setUpTestApp(startFullTestApp);
beforeEach(() => app.core.setBehavior('normal'));

const look = (query: Record<string, string>) => app.newBrowser().send({ path: LINK, query });

it('leads to a page of the site that was asked, with the code in the query', async () => {
  const mail = await requestCode(app, app.newBrowser(), uniqueEmail(), { redirectToPath: '/account?a=1#b' });
  const url = new URL(linkIn(mail));
  expect([url.origin, url.pathname, url.hash]).toEqual(['http://localhost:8888', '/auth/email-link', '']);
  expect(Object.fromEntries(url.searchParams)).toEqual({
    id: expect.stringMatching(/^[\w-]{43}$/) as string,
    code: expect.stringMatching(/^[\w-]{43}$/) as string,
    redirectToPath: '/account?a=1#b',
  });
  expect(mail.html).toContain(url.href.replaceAll('&', '&amp;'));
});

it('signs in at once in the browser that requested it, and goes to the requested page', async () => {
  const email = uniqueEmail();
  const browser = app.newBrowser();
  const fields = linkFields(await requestCode(app, browser, email, { redirectToPath: '/account' }));
  const response = await post(browser, 'link', fields);
  expect(target(response)).toEqual({ path: '/account' });
  expect(bodyOf(await browser.send({ path: PROFILE })).emails).toEqual([email]);
});

it('changes nothing when it is opened, however often', async () => {
  const email = uniqueEmail();
  const browser = app.newBrowser();
  const { id = '', code = '' } = linkFields(await requestCode(app, browser, email));
  for (let visits = 0; visits < 8; visits += 1) {
    const answer = await look({ id, code });
    expect([answer.statusCode, bodyOf(answer), setCookies(answer)]).toEqual([200, { email }, []]);
  }
  expect(target(await post(browser, 'link', { id, code }))).toEqual({ path: '/session' });
});

it('signs in in another browser only after a confirmation', async () => {
  const email = uniqueEmail();
  const browser = app.newBrowser();
  const { id = '', code = '' } = linkFields(await requestCode(app, browser, email));
  const other = app.newBrowser();
  expect(target(await post(other, 'link', { id, code, redirectToPath: '/account' }))).toEqual({
    path: '/auth/email-link',
    id,
    code,
    elsewhere: 'yes',
    redirectToPath: '/account',
  });
  expect(target(await post(other, 'link', { id, code, elsewhere: 'true' }))).toMatchObject({ id });
  expect(await isSignedIn(other)).toBe(false);
  expect(target(await post(other, 'link', { id, code, elsewhere: 'yes' }))).toEqual({ path: '/session' });
  expect(bodyOf(await other.send({ path: PROFILE })).emails).toEqual([email]);
  expect(await isSignedIn(browser)).toBe(false);
  expect(target(await signInWithCode(browser, '123456'))).toMatchObject({ formError: 'code_expired' });
});

it('works once, for the link and the code together', async () => {
  const browser = app.newBrowser();
  const mail = await requestCode(app, browser, uniqueEmail());
  const { id = '', code = '' } = linkFields(mail);
  const again = browser.copy();
  await post(browser, 'link', { id, code });
  expect(target(await post(again, 'link', { id, code }))).toEqual({ path: '/auth/email-link', id, code });
  expect(target(await signInWithCode(again, codeIn(mail)))).toMatchObject({ formError: 'code_expired' });
  expect(await isSignedIn(again)).toBe(false);
  expect((await look({ id, code })).statusCode).toBe(400);
});

it('lets one of three in that come at the same time', async () => {
  const browser = app.newBrowser();
  const { id = '', code = '' } = linkFields(await requestCode(app, browser, uniqueEmail()));
  const tries = await Promise.all([1, 2, 3].map(() => post(browser.copy(), 'link', { id, code })));
  expect(tries.map((response) => target(response).path).filter((path) => path === '/session')).toHaveLength(
    1,
  );
});

it('expires after ten minutes', async () => {
  const browser = app.newBrowser();
  const { id = '', code = '' } = linkFields(await requestCode(app, browser, uniqueEmail()));
  passTime(10 * MINUTE + 1000);
  expect((await look({ id, code })).statusCode).toBe(400);
  const confirmed = await post(app.newBrowser(), 'link', { id, code, elsewhere: 'yes' });
  expect(target(confirmed)).toEqual({ path: '/auth/email-link', id, code });
});

it('expires although a later email keeps the request open', async () => {
  const email = uniqueEmail();
  const browser = app.newBrowser();
  const { id = '', code = '' } = linkFields(await requestCode(app, browser, email));
  passTime(6 * MINUTE);
  await post(browser, 'resend', {});
  passTime(5 * MINUTE);
  expect(target(await post(browser, 'link', { id, code }))).toMatchObject({ path: '/auth/email-link' });
  expect(await isSignedIn(browser)).toBe(false);
  const newer = linkFields(await app.inbox.read(email, 'Sign in to'));
  expect(newer.code).not.toBe(code);
  expect(target(await post(browser, 'link', newer))).toEqual({ path: '/session' });
});

describe('a link that was changed', () => {
  let link: { id: string; code: string };
  let other: { id: string; code: string };
  beforeAll(async () => {
    const fields = async () => linkFields(await requestCode(app, app.newBrowser(), uniqueEmail()));
    [link, other] = [(await fields()) as typeof link, (await fields()) as typeof link];
  });

  it.each<[string, () => Record<string, string>]>([
    ['the code of another request', () => ({ ...link, code: other.code })],
    ['another id', () => ({ ...link, id: other.id })],
    [
      'a code with another letter',
      () => ({ ...link, code: link.code.replace(/^./, (l) => (l === 'A' ? 'B' : 'A')) }),
    ],
    ['a code that is no base64', () => ({ ...link, code: '='.repeat(40) })],
    ['no code', () => ({ id: link.id })],
    ['nothing', () => ({})],
    ['a null character', () => ({ ...link, code: `${link.code}\u0000` })],
    ['markup', () => ({ ...link, id: '<script>alert(1)</script>' })],
    ['a long code', () => ({ ...link, code: 'a'.repeat(5000) })],
  ])('with %s signs no user in', async (_, fields) => {
    const browser = app.newBrowser();
    const response = await post(browser, 'link', { ...fields(), elsewhere: 'yes' });
    expect(target(response)).toMatchObject({ path: '/auth/email-link' });
    expect(await isSignedIn(browser)).toBe(false);
    const opened = await look(fields());
    expect([opened.statusCode, errorCode(opened)]).toEqual([400, 'BAD_REQUEST']);
    expect(opened.body).not.toContain('@');
  });

  it('leaves the right one valid', async () => {
    const response = await post(app.newBrowser(), 'link', { ...link, elsewhere: 'yes' });
    expect(target(response)).toEqual({ path: '/session' });
  });
});

it.each(['//evil.example', 'https://evil.example', '/\\evil.example', 'javascript:alert(1)'])(
  'does not redirect to %s',
  async (redirectToPath) => {
    const browser = app.newBrowser();
    const mail = await requestCode(app, browser, uniqueEmail(), { redirectToPath });
    expect(linkFields(mail)).not.toHaveProperty('redirectToPath');
    const response = await post(browser, 'link', { ...linkFields(mail), redirectToPath });
    expect(target(response)).toEqual({ path: '/session' });
  },
);

it.each(['request', 'resend', 'code', 'link'] as const)(
  'refuses the form %s of another site',
  async (form) => {
    const browser = app.newBrowser();
    const mail = await requestCode(app, browser, uniqueEmail());
    const fields = { ...linkFields(mail), elsewhere: 'yes', email: uniqueEmail() };
    const senders: Record<string, string>[] = [
      { 'sec-fetch-site': 'cross-site' },
      { origin: 'https://evil.example' },
    ];
    for (const headers of senders) {
      const response = await post(browser, form, fields, headers);
      expect(response.statusCode).toBe(403);
      expect(responseHeader(response, 'content-type')).toMatch(/^text\/html/);
      expect(setCookies(response)).toEqual([]);
    }
  },
);

it.each<[string, Record<string, string>, string, number]>([
  ['JSON', { 'content-type': 'application/json' }, '{}', 415],
  ['a body that is too large', {}, `email=${'a'.repeat(20_000)}`, 413],
])('refuses %s', async (_, headers, body, status) => {
  const sent = { 'content-type': 'application/x-www-form-urlencoded', ...headers };
  for (const form of ['request', 'resend', 'code', 'link']) {
    const path = `${MAGIC_LINK_FUNCTION}/${form}`;
    const response = await app.newBrowser().send({ method: 'POST', path, body, headers: sent });
    expect(response.statusCode).toBe(status);
  }
});

it('says 503 while the core does not respond, and lets the same code in afterwards', async () => {
  const browser = app.newBrowser();
  const mail = await requestCode(app, browser, uniqueEmail());
  await app.core.setBehavior('unreachable');
  for (const response of [
    await post(app.newBrowser(), 'request', { email: uniqueEmail() }),
    await signInWithCode(browser, codeIn(mail)),
    await post(browser, 'link', linkFields(mail)),
  ]) {
    expect(response.statusCode).toBe(503);
    expect(responseHeader(response, 'retry-after')).toMatch(/^\d+$/);
    expect(response.body).toContain('Sign-in is not available at the moment');
  }
  await app.core.setBehavior('normal');
  expect(target(await signInWithCode(browser, codeIn(mail)))).toEqual({ path: '/session' });
});
