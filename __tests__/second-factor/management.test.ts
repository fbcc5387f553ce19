import { ACTIVITY, errorCode, PASSWORD, passTime, USER, setUpTestApp, location } from '../support/testApp.ts';
import { subjectOf } from '../../netlify/platform/store/subject.ts';
import { startFullTestApp } from '../support/fullTestApp.ts';
import { putPassword } from '../support/passwordChange.ts';
import { signIn, setUpUser } from '../support/users.ts';
import {
  claimsOf,
  codeForm,
  codeOf,
  enrol,
  halfSignedIn,
  PERIOD_MS,
  sendCode,
  removeFactor,
  renewRecoveryCodes,
} from '../support/secondFactor.ts';
import { bodyOf, type TestBrowser } from '../support/testBrowser.ts';
import { activityKinds } from '../support/activityDays.ts';

const MINUTE_MS = 60_000;

const app = setUpTestApp(() => startFullTestApp({ SECOND_FACTOR: 'optional' }));
const ada = setUpUser(app);

describe('turning off', () => {
  it('removes everything, ends the other sessions and tells the owner', async () => {
    const { secret } = await enrol(ada.browser);
    passTime(PERIOD_MS);
    const other = await halfSignedIn(app, ada.email);
    await sendCode(other, codeOf(secret), { trust: 'on' });
    expect(bodyOf(await removeFactor(ada.browser))).toEqual({ removed: true, notified: true });
    const subject = [subjectOf(ada.userId)];
    for (const table of ['second_factors', 'second_factor_setups', 'trusted_browsers'])
      expect(await app.database.query(`SELECT * FROM ${table} WHERE subject = $1`, subject)).toEqual([]);
    expect(claimsOf(ada.browser)).toMatchObject({ secondFactor: 'none' });
    expect(errorCode(await other.ask({ path: ACTIVITY }))).toBe('SESSION_REQUIRED');
    expect(await app.inbox.subjects(ada.email)).toContain('Two-factor authentication was turned off');
    expect(await activityKinds(ada.browser)).toContain('second_factor_removed');
    expect((await (await signIn(app, ada.email)).browser.ask({ path: USER })).statusCode).toBe(200);
  });

  it('sent twice, succeeds with one mail', async () => {
    await enrol(ada.browser);
    const again = ada.browser.copy();
    await removeFactor(ada.browser);
    expect(bodyOf(await removeFactor(again))).toEqual({ removed: true, notified: true });
    expect((await app.inbox.subjects(ada.email)).filter((subject) => subject.endsWith('off'))).toHaveLength(
      1,
    );
  });
});

describe('changes with a factor ask for it again after 10 minutes', () => {
  const NEXT = 'another horse 2';
  const changes: [string, (browser: TestBrowser) => Promise<{ statusCode: number; body: string }>][] = [
    ['removing it', (browser) => removeFactor(browser)],
    ['new recovery codes', (browser) => renewRecoveryCodes(browser)],
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
