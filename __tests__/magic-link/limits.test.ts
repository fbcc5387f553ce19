import { startFullTestApp } from '../support/fullTestApp.ts';
import { passTime, setUpTestApp } from '../support/testApp.ts';
import { UNREACHABLE, whileDatabaseIs } from '../support/testDatabase.ts';
import type { TestBrowser } from '../support/testBrowser.ts';
import {
  signInWithCode,
  linkFields,
  post,
  requestCode,
  requestIdOf,
  signInByMail,
} from '../support/magicLink.ts';
import { uniqueEmail } from '../support/uniqueEmail.ts';
import { target } from '../support/redirects.ts';
import { codeIn, wrongCode } from '../support/mailCode.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const app = setUpTestApp(startFullTestApp);
beforeEach(() => passTime(24 * HOUR));

async function tryWrong(browser: TestBrowser, code: string, times: number) {
  const results = [];
  for (let tries = 0; tries < times; tries += 1)
    results.push(target(await signInWithCode(browser, wrongCode(code))).formError);
  return results;
}

it('limits the codes for one address in any number of browsers, and lets its owner in by link', async () => {
  const email = uniqueEmail();
  const browsers = [app.newBrowser(), app.newBrowser(), app.newBrowser()];
  const codes = [];
  let link: Record<string, string> = {};
  for (const browser of browsers.toReversed()) {
    const mail = await requestCode(app, browser, email);
    codes.unshift(codeIn(mail));
    link = linkFields(mail);
    passTime(MINUTE);
  }
  const results = [];
  for (const [index, browser] of browsers.entries())
    results.push(...(await tryWrong(browser, codes[index] ?? '', 4)));
  expect(results).toEqual([...Array<string>(10).fill('code_wrong'), 'code_limit', 'code_limit']);
  // The right code is refused, too, and does not use up a try.
  const [owner = app.newBrowser()] = browsers;
  expect(target(await signInWithCode(owner, codes[0] ?? ''))).toEqual({
    path: '/auth/check-email',
    formError: 'code_limit',
    wait: expect.stringMatching(/^\d{3,4}$/) as string,
  });
  expect(target(await post(owner, 'link', link))).toEqual({ path: '/session' });
});

it('counts codes that come at the same time', async () => {
  const email = uniqueEmail();
  const browsers = [app.newBrowser(), app.newBrowser(), app.newBrowser(), app.newBrowser()];
  const ready: [TestBrowser, string, string][] = [];
  for (const browser of browsers) {
    const code = codeIn(await requestCode(app, browser, email));
    ready.push([browser, requestIdOf(browser), wrongCode(code)]);
    passTime(MINUTE);
  }
  const tries = ready.flatMap(([browser, id, code]) =>
    [1, 2, 3, 4].map(() => post(browser.copy(), 'code', { id, code })),
  );
  const results = (await Promise.all(tries)).map((response) => target(response).formError);
  expect(results.filter((result) => result === 'code_limit')).toHaveLength(6);
});

it('forgets the codes once the owner has signed in', async () => {
  const email = uniqueEmail();
  const browser = app.newBrowser();
  const code = codeIn(await requestCode(app, browser, email));
  await tryWrong(browser, code, 4);
  expect(target(await signInWithCode(browser, code))).toEqual({ path: '/session' });
  const results = [];
  for (let round = 0; round < 3; round += 1) {
    passTime(MINUTE);
    const next = app.newBrowser();
    results.push(...(await tryWrong(next, codeIn(await requestCode(app, next, email)), 4)));
  }
  expect(results.filter((result) => result === 'code_limit')).toHaveLength(2);
});

it('counts its mails with all others to the same address', async () => {
  const email = uniqueEmail();
  const sent = [];
  for (let requests = 0; requests < 7; requests += 1) {
    const response = await post(app.newBrowser(), 'request', { email: ` ${email.toUpperCase()}` });
    sent.push(target(response).path);
    passTime(MINUTE);
  }
  expect(sent).toEqual([...Array<string>(5).fill('/auth/check-email'), '/auth', '/auth']);
});

it('lets a browser that has signed in before request mails after others have used up the limit', async () => {
  const email = uniqueEmail();
  const known = await signInByMail(app, email);
  const request = async (browser: TestBrowser) => target(await post(browser, 'request', { email })).path;
  passTime(MINUTE);
  for (let requests = 0; requests < 6; requests += 1) {
    await request(app.newBrowser());
    passTime(MINUTE);
  }
  expect(await request(app.newBrowser())).toBe('/auth');
  const sent = [];
  for (let requests = 0; requests < 6; requests += 1) {
    passTime(MINUTE);
    sent.push(await request(known.copy()));
  }
  expect(sent).toEqual([...Array<string>(5).fill('/auth/check-email'), '/auth']);
  // The cookie is for this account and this function only.
  expect(known.jar.header('/.netlify/functions/auth/signin')).not.toContain('knownLinkDevice');
  expect(known.jar.header('/session')).not.toContain('knownLinkDevice');
});

it('does not take the cookie of another account for a known browser', async () => {
  const [email, other] = [uniqueEmail(), uniqueEmail()];
  const browser = await signInByMail(app, other);
  for (let requests = 0; requests < 5; requests += 1) {
    await post(app.newBrowser(), 'request', { email });
    passTime(MINUTE);
  }
  expect(target(await post(browser, 'request', { email }))).toMatchObject({ formError: 'link_mail_limit' });
});

it('leads a form that was sent twice to the page for the code', async () => {
  const email = uniqueEmail();
  const browser = app.newBrowser();
  const code = codeIn(await requestCode(app, browser, email));
  expect(target(await post(browser, 'request', { email, redirectToPath: '/account' }))).toEqual({
    path: '/auth/check-email',
    formError: 'mail_limit',
    wait: '60',
    redirectToPath: '/account',
  });
  // Another browser has no code to enter.
  expect(target(await post(app.newBrowser(), 'request', { email }))).toMatchObject({
    path: '/auth',
    formError: 'link_mail_limit',
  });
  expect(target(await signInWithCode(browser, code))).toEqual({ path: '/session' });
});

it.each(['', 'no address', 'a@b', 'a\u0000@example.com', `${'a'.repeat(300)}@example.com`])(
  'refuses the address %j, and shows it again',
  async (email) => {
    const browser = app.newBrowser();
    expect(target(await post(browser, 'request', { email, confirmsIdentity: '1' }))).toEqual({
      path: '/auth',
      confirmsIdentity: '1',
      formError: 'link_email_invalid',
    });
  },
);

it('lets users sign in while nothing is counted', async () => {
  await whileDatabaseIs(UNREACHABLE, () => signInByMail(app));
});
