import { randomUUID } from 'node:crypto';
import { startFullTestApp } from '../support/fullTestApp.ts';
import { linkFields, post, requestCode, requestIdOf, signInByMail } from '../support/magicLink.ts';
import { codeIn, wrongCode } from '../support/mailCode.ts';
import { target } from '../support/redirects.ts';
import { passTime, PROFILE, SESSIONS, setUpTestApp, stopTime } from '../support/testApp.ts';
import { bodyOf, type TestBrowser } from '../support/testBrowser.ts';
import { whileDatabaseIs } from '../support/testDatabase.ts';
import { uniqueEmail } from '../support/uniqueEmail.ts';
import { isSignedIn } from '../support/users.ts';

const CONSUME = 'POST /public/recipe/signinup/code/consume';

const app = setUpTestApp(startFullTestApp);
beforeEach(() => stopTime());

/** A form of a page, and a browser that can send it. */
interface OpenForm {
  email: string;
  browser: TestBrowser;
  send: (browser: TestBrowser, fields?: Record<string, string>) => ReturnType<typeof post>;
}

/** The page of a link, opened in the browser that requested it or in another one. */
async function openLink(email: string, isElsewhere: boolean): Promise<OpenForm> {
  const requested = app.newBrowser();
  const link = linkFields(await requestCode(app, requested, email));
  const fields = { ...link, email, attempt: randomUUID(), ...(isElsewhere && { elsewhere: 'yes' }) };
  const browser = isElsewhere ? app.newBrowser() : requested;
  return {
    email,
    browser,
    send: (from, more) => post(from, 'link', { ...fields, redirectToPath: '/account', ...more }),
  };
}

/** The page that asks for the code. */
async function openCode(email: string): Promise<OpenForm> {
  const browser = app.newBrowser();
  const code = codeIn(await requestCode(app, browser, email));
  const fields = { id: requestIdOf(browser), email, code, redirectToPath: '/account' };
  return { email, browser, send: (from, more) => post(from, 'code', { ...fields, ...more }) };
}

const FORMS = [
  ['link in the browser that requested it', (email: string) => openLink(email, false)],
  ['link in another browser', (email: string) => openLink(email, true)],
  ['code', openCode],
] as const;

const emailsOf = async (browser: TestBrowser) => bodyOf(await browser.send({ path: PROFILE })).emails;

const ACCOUNTS = [
  ['a new user', () => Promise.resolve(uniqueEmail())],
  [
    'a user',
    async () => {
      const email = uniqueEmail();
      await signInByMail(app, email);
      passTime(70_000);
      return email;
    },
  ],
] as const;

describe.each(FORMS)('the form of a %s', (_, open) => {
  it.each(ACCOUNTS)(
    'that %s sends twice signs in although the first answer is lost',
    async (__, newEmail) => {
      const { email, browser, send } = await open(await newEmail());
      expect(target(await send(browser.copy()))).toEqual({ path: '/account' });
      expect(target(await send(browser))).toEqual({ path: '/account' });
      expect(await emailsOf(browser)).toEqual([email]);
      expect(app.log.find(({ outcome }) => outcome === 'signed_in_again')).toMatchObject({ status: 303 });
    },
  );

  it.each(ACCOUNTS)(
    'that %s sends twice signs in whichever request the core sees first',
    async (__, newEmail) => {
      const { email, browser, send } = await open(await newEmail());
      const one = browser.copy();
      const held = app.core.hold(CONSUME);
      const first = send(one);
      await held.received;
      expect(target(await send(browser))).toEqual({ path: '/account' });
      held.release();
      expect(target(await first)).toEqual({ path: '/account' });
      for (const each of [one, browser]) expect(await emailsOf(each)).toEqual([email]);
    },
  );

  it('reports neither request to a new user as a sign-in with a new browser', async () => {
    const { email, browser, send } = await open(uniqueEmail());
    await send(browser.copy());
    await send(browser);
    await app.inbox.read(email, 'Your account was created');
    expect(await app.inbox.subjects(email)).not.toContainEqual(expect.stringContaining('New sign-in'));
  });

  it('does not sign in again after a change of the account, however soon', async () => {
    const email = uniqueEmail();
    const own = await signInByMail(app, email);
    passTime(70_000);
    const { browser, send } = await open(email);
    expect(target(await send(browser.copy()))).toEqual({ path: '/account' });
    passTime(1000);
    await own.send({ method: 'DELETE', path: SESSIONS });
    expect(target(await send(browser)).path).toMatch(/^\/auth\//);
    expect(await isSignedIn(browser)).toBe(false);
  });

  it('does not sign in later, nor for another address', async () => {
    const victim = uniqueEmail();
    await signInByMail(app, victim);
    const { browser, send } = await open(uniqueEmail());
    await send(browser.copy());
    for (const email of [victim, '', 'nonsense']) {
      expect(target(await send(browser, { email })).path).toMatch(/^\/auth\//);
      expect(await isSignedIn(browser)).toBe(false);
    }
  });

  it('does not sign in again after some seconds', async () => {
    const { browser, send } = await open(uniqueEmail());
    const late = browser.copy();
    await send(browser);
    passTime(10_000);
    expect(target(await send(late)).path).toMatch(/^\/auth\//);
    expect(await isSignedIn(late)).toBe(false);
  });

  it('ends on a page that says what to do where there is no database', async () => {
    const { browser, send } = await open(uniqueEmail());
    await whileDatabaseIs(undefined, async () => {
      await send(browser.copy());
      expect(target(await send(browser)).path).toMatch(/^\/auth\/(email-link|check-email)$/);
    });
  });
});

it.each([
  ['another attempt', { attempt: randomUUID() }],
  ['no attempt', { attempt: '' }],
  ['the attempt of a form without one', { attempt: 'x' }],
])('a used link does not sign in with %s', async (_, fields) => {
  const { browser, send } = await openLink(uniqueEmail(), true);
  await send(browser);
  const attacker = app.newBrowser();
  expect(target(await send(attacker, fields))).toMatchObject({ path: '/auth/email-link' });
  expect(await isSignedIn(attacker)).toBe(false);
});

it('a link that two browsers use at the same time signs in in one of them', async () => {
  const { browser: one, send } = await openLink(uniqueEmail(), true);
  const two = app.newBrowser();
  const held = app.core.hold(CONSUME);
  const first = send(one);
  await held.received;
  expect(target(await send(two, { attempt: randomUUID() }))).toMatchObject({ path: '/auth/email-link' });
  held.release();
  expect(target(await first)).toEqual({ path: '/account' });
  expect([await isSignedIn(one), await isSignedIn(two)]).toEqual([true, false]);
});

it('a code that another browser has seen does not sign in there', async () => {
  const { browser, send } = await openCode(uniqueEmail());
  const attacker = app.newBrowser();
  await send(browser);
  expect(target(await send(attacker))).toMatchObject({ formError: 'code_expired' });
  expect(await isSignedIn(attacker)).toBe(false);
});

it('a wrong code does not sign in however often it is sent', async () => {
  const email = uniqueEmail();
  const browser = app.newBrowser();
  const code = wrongCode(codeIn(await requestCode(app, browser, email)));
  for (let count = 0; count < 3; count += 1) {
    const answer = await post(browser, 'code', { id: requestIdOf(browser), code, email });
    expect(target(answer)).toMatchObject({ formError: 'code_wrong' });
  }
  expect(await isSignedIn(browser)).toBe(false);
});
