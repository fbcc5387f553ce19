import { getSessionInformation } from 'supertokens-node/recipe/session';
import { ACTIVITY, errorCode, PASSWORD, passTime, stopTime, USER, setUpTestApp } from '../support/testApp.ts';
import { subjectOf } from '../../netlify/platform/store/subject.ts';
import { startFullTestApp } from '../support/fullTestApp.ts';
import { putPassword } from '../support/passwordChange.ts';
import { createUser, signIn, type TestUser } from '../support/users.ts';
import { refusalOf } from '../support/refusals.ts';
import {
  begin,
  claimsOf,
  codeForm,
  codeOf,
  confirm,
  enrol,
  FACTOR,
  halfSignedIn,
  PERIOD_MS,
  readFactor,
  sendCode,
} from '../support/secondFactor.ts';
import { bodyOf, setCookies, type TestBrowser } from '../support/testBrowser.ts';
import { location } from '../support/testApp.ts';
import { activityKinds } from '../support/activityDays.ts';

const MINUTE_MS = 60_000;

const app = setUpTestApp(() => startFullTestApp({ SECOND_FACTOR: 'optional' }));
let ada: TestUser;
beforeEach(async () => {
  stopTime();
  ada = await createUser(app);
  app.log.splice(0);
});

const send = (browser: TestBrowser, method: string, path = '') =>
  browser.send({ method, path: `${FACTOR}${path}`, ...(method !== 'DELETE' && { body: {} }) });
const remove = (browser = ada.browser) => send(browser, 'DELETE');
const renew = (browser = ada.browser) => send(browser, 'POST', '/recovery-codes');
const subjects = async () => (await app.inbox.all(ada.email)).map(({ subject }) => subject);

describe('setting up', () => {
  it('turns on with the first code, and tells the owner', async () => {
    const { userId, browser, email } = ada;
    const { recoveryCodes } = await enrol(browser);
    expect(recoveryCodes).toHaveLength(10);
    expect(new Set(recoveryCodes).size).toBe(10);
    for (const code of recoveryCodes) expect(code).toMatch(/^[2-9a-hj-np-z]{4}(-[2-9a-hj-np-z]{4}){2}$/);
    expect(await readFactor(browser)).toEqual({
      factor: { addedAt: Date.now(), recoveryCodesLeft: 10 },
      setup: null,
      trustedBrowsers: [],
      required: false,
    });
    expect(claimsOf(browser)).toMatchObject({ secondFactor: 'proved' });
    expect(await subjects()).toEqual(['Two-factor authentication was turned on']);
    expect(await activityKinds(ada.browser)).toContain('second_factor_added');
    expect(userId).not.toBe('');
    expect((await app.inbox.read(email)).text).not.toContain(recoveryCodes[0]);
  });

  it('shows key and QR code to the session that has begun, for 15 minutes', async () => {
    const { browser: other } = await signIn(app, ada.email);
    const secret = await begin(ada.browser);
    const { setup } = await readFactor(ada.browser);
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(setup?.uri).toMatch(new RegExp(`^otpauth://totp/Latchkey:.*secret=${secret}`));
    expect(setup?.qr.path).toMatch(/^M\d/);
    expect((await readFactor(other)).setup).toBeNull();
    expect(refusalOf(await confirm(other, codeOf(secret)))[0]).toBe(409);
    passTime(15 * MINUTE_MS);
    expect((await readFactor(ada.browser)).setup).toBeNull();
    expect(refusalOf(await confirm(ada.browser, codeOf(secret)))).toEqual([
      409,
      undefined,
      expect.stringContaining('took too long'),
    ]);
  });

  it('ends all other sessions, and stores neither key nor codes as they are', async () => {
    const { browser: other } = await signIn(app, ada.email);
    const { sessionHandle } = bodyOf(await other.ask({ path: USER }));
    const { secret, recoveryCodes } = await enrol(ada.browser);
    expect(await getSessionInformation(String(sessionHandle))).toBeUndefined();
    const stored = JSON.stringify(await app.database.query('SELECT * FROM second_factors'));
    for (const text of [secret, ...recoveryCodes, ...recoveryCodes.map((code) => code.replaceAll('-', ''))])
      expect(stored).not.toContain(text);
    expect(stored).not.toContain(ada.userId);
  });

  it.each([
    [{ code: '' }, 'Enter the code.'],
    [{}, 'Enter the code.'],
    [{ code: 1 }, 'Enter the code.'],
    [{ code: '1'.repeat(101) }, 'This code is too long.'],
    [{ code: '000000' }, 'This code is wrong.'],
    [{ code: 'abcdef' }, 'This code is wrong.'],
  ])('refuses %j as the first code', async (body, message) => {
    await begin(ada.browser);
    const response = await ada.browser.send({ method: 'POST', path: `${FACTOR}/setup/confirmation`, body });
    expect(refusalOf(response)).toEqual([400, 'code', expect.stringContaining(message)]);
    expect((await readFactor(ada.browser)).factor).toBeNull();
  });

  it('adds one factor, whether confirmed three times at once or one after the other', async () => {
    const secret = await begin(ada.browser);
    const code = codeOf(secret);
    const answers = await Promise.all([1, 2, 3].map(() => confirm(ada.browser.copy(), code)));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409, 409]);
    expect((await confirm(ada.browser, code)).statusCode).toBe(409);
    expect((await send(ada.browser, 'POST', '/setup')).statusCode).toBe(409);
  });

  it('begins again with another key', async () => {
    const first = await begin(ada.browser);
    const second = await begin(ada.browser);
    expect((await confirm(ada.browser, codeOf(first))).statusCode).toBe(400);
    expect((await confirm(ada.browser, codeOf(second))).statusCode).toBe(200);
  });

  it('asks for a sign-in that is not older than 5 minutes', async () => {
    passTime(5 * MINUTE_MS + 1000);
    expect(errorCode(await send(ada.browser, 'POST', '/setup'))).toBe('RECENT_SIGN_IN_REQUIRED');
  });
});

describe('recovery codes', () => {
  it('each let the user in once, and tell the owner', async () => {
    const { recoveryCodes } = await enrol(ada.browser);
    const [first = '', second = ''] = recoveryCodes;
    const browser = await halfSignedIn(app, ada.email);
    expect(location(await sendCode(browser, first.toUpperCase().replaceAll('-', ' ')))).toBe('/account');
    expect(claimsOf(browser)).toMatchObject({ secondFactor: 'proved' });
    expect((await readFactor(browser)).factor?.recoveryCodesLeft).toBe(9);
    expect(await subjects()).toContain('A recovery code was used');
    expect(await activityKinds(browser)).toContain('recovery_code_used');
    const again = await halfSignedIn(app, ada.email);
    expect(location(await sendCode(again, first))).toContain('code_refused');
    expect(location(await sendCode(again, second))).toBe('/account');
  });

  it('three times at once gets in once', async () => {
    const { recoveryCodes } = await enrol(ada.browser);
    const browsers = await Promise.all([1, 2, 3].map(() => halfSignedIn(app, ada.email)));
    const answers = await Promise.all(browsers.map((browser) => sendCode(browser, recoveryCodes[3] ?? '')));
    expect(answers.filter((answer) => location(answer) === '/account')).toHaveLength(1);
  });

  it('are replaced by new ones', async () => {
    const { recoveryCodes } = await enrol(ada.browser);
    const renewed = bodyOf(await renew()).recoveryCodes as string[];
    expect(renewed).toHaveLength(10);
    const browser = await halfSignedIn(app, ada.email);
    expect(location(await sendCode(browser, recoveryCodes[0] ?? ''))).toContain('code_refused');
    expect(location(await sendCode(browser, renewed[0] ?? ''))).toBe('/account');
    expect(await subjects()).toContain('Your recovery codes were replaced');
  });

  it('do not exist without a factor', async () => {
    expect((await renew()).statusCode).toBe(409);
  });
});

describe('turning off', () => {
  it('removes everything, ends the other sessions and tells the owner', async () => {
    const { secret } = await enrol(ada.browser);
    passTime(PERIOD_MS);
    const other = await halfSignedIn(app, ada.email);
    await sendCode(other, codeOf(secret), { trust: 'on' });
    expect(bodyOf(await remove())).toEqual({ removed: true, notified: true });
    const subject = [subjectOf(ada.userId)];
    for (const table of ['second_factors', 'second_factor_setups', 'trusted_browsers'])
      expect(await app.database.query(`SELECT * FROM ${table} WHERE subject = $1`, subject)).toEqual([]);
    expect(claimsOf(ada.browser)).toMatchObject({ secondFactor: 'none' });
    expect(errorCode(await other.ask({ path: ACTIVITY }))).toBe('SESSION_REQUIRED');
    expect(await subjects()).toContain('Two-factor authentication was turned off');
    expect(await activityKinds(ada.browser)).toContain('second_factor_removed');
    expect((await (await signIn(app, ada.email)).browser.ask({ path: USER })).statusCode).toBe(200);
  });

  it('sent twice, succeeds with one mail', async () => {
    await enrol(ada.browser);
    const again = ada.browser.copy();
    await remove();
    expect(bodyOf(await remove(again))).toEqual({ removed: true, notified: true });
    expect((await subjects()).filter((subject) => subject.endsWith('off'))).toHaveLength(1);
  });
});

describe('changes with a factor ask for it again after 10 minutes', () => {
  const NEXT = 'another horse 2';
  const changes: [string, (browser: TestBrowser) => Promise<{ statusCode: number; body: string }>][] = [
    ['removing it', (browser) => remove(browser)],
    ['new recovery codes', (browser) => renew(browser)],
    ['another password', (browser) => putPassword(browser, { currentPassword: PASSWORD, newPassword: NEXT })],
    [
      'another address',
      (browser) =>
        browser.send({
          method: 'PUT',
          path: '/.netlify/functions/email',
          body: { email: 'other@example.com', password: PASSWORD },
        }),
    ],
    [
      'deleting the account',
      (browser) =>
        browser.send({
          method: 'POST',
          path: '/.netlify/functions/account/deletion',
          body: { password: PASSWORD, confirmation: 'delete my account' },
        }),
    ],
  ];

  it.each(changes)('%s', async (_name, change) => {
    const { secret } = await enrol(ada.browser);
    passTime(10 * MINUTE_MS + 1000);
    const refused = await change(ada.browser);
    expect([refused.statusCode, errorCode(refused as never)]).toEqual([403, 'RECENT_FACTOR_REQUIRED']);
    const form = { page: '/confirm-identity', redirectToPath: '/account/password' };
    expect((await ada.browser.navigate(codeForm('000000', form))).page).toBe(
      '/confirm-identity?redirectToPath=%2Faccount%2Fpassword&problem=code_refused&proof=factor',
    );
    expect(location(await sendCode(ada.browser, codeOf(secret), form))).toBe('/account/password');
    passTime(10 * MINUTE_MS);
    expect((await change(ada.browser)).statusCode).toBe(200);
  });

  it.each(changes.slice(2))('but not of users without one: %s', async (_name, change) => {
    passTime(10 * MINUTE_MS + 1000);
    expect((await change(ada.browser)).statusCode).toBe(200);
  });
});

describe('trusted browsers', () => {
  async function trusting(): Promise<{ browser: TestBrowser; secret: string }> {
    const { secret } = await enrol(ada.browser);
    passTime(PERIOD_MS);
    const browser = await halfSignedIn(app, ada.email);
    const response = await sendCode(browser, codeOf(secret), { trust: 'on' });
    expect(setCookies(response).find((line) => line.startsWith('trustedBrowser='))).toMatch(
      /^trustedBrowser=[\w-]{43}; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/,
    );
    return { browser, secret };
  }

  async function signInAgain(browser: TestBrowser, password = PASSWORD): Promise<unknown> {
    await signIn(app, ada.email, { browser, password });
    return claimsOf(browser).secondFactor;
  }

  it('are not asked for a code for 30 days, except before changes', async () => {
    const { browser } = await trusting();
    passTime(29 * 24 * 60 * MINUTE_MS);
    expect(await signInAgain(browser)).toBe('trusted');
    expect((await browser.ask({ path: USER })).statusCode).toBe(200);
    expect(errorCode(await remove(browser))).toBe('RECENT_FACTOR_REQUIRED');
    passTime(24 * 60 * MINUTE_MS);
    expect(await signInAgain(browser)).toBe('needed');
  });

  it('are listed and can all be forgotten', async () => {
    const { browser } = await trusting();
    expect((await readFactor(browser)).trustedBrowsers).toEqual([
      {
        browser: null,
        system: null,
        trustedAt: Date.now(),
        expiresAt: Date.now() + 30 * 24 * 60 * MINUTE_MS,
      },
    ]);
    expect(bodyOf(await send(ada.browser, 'DELETE', '/trusted-browsers'))).toEqual({ forgotten: 1 });
    expect(await signInAgain(browser)).toBe('needed');
  });

  it('end with a change of the password', async () => {
    const { browser } = await trusting();
    await putPassword(browser, { currentPassword: PASSWORD, newPassword: 'another horse 2' });
    expect(await signInAgain(browser, 'another horse 2')).toBe('needed');
  });

  it('are only trusted by the account that trusts them', async () => {
    const { browser } = await trusting();
    const other = await createUser(app);
    await enrol(other.browser);
    const otherBrowser = await halfSignedIn(app, other.email);
    otherBrowser.jar.put('trustedBrowser', browser.jar.get('trustedBrowser') ?? '');
    await signIn(app, other.email, { browser: otherBrowser });
    expect(claimsOf(otherBrowser).secondFactor).toBe('needed');
  });
});
