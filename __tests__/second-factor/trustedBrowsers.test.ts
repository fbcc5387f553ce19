import { errorCode, PASSWORD, passTime, USER, setUpTestApp } from '../support/testApp.ts';
import { startFullTestApp } from '../support/fullTestApp.ts';
import { putPassword } from '../support/passwordChange.ts';
import { createUser, signIn, setUpUser } from '../support/users.ts';
import {
  claimsOf,
  codeOf,
  enrol,
  halfSignedIn,
  PERIOD_MS,
  readFactor,
  sendCode,
  changeFactor,
  removeFactor,
} from '../support/secondFactor.ts';
import { bodyOf, setCookies, type TestBrowser } from '../support/testBrowser.ts';

const MINUTE_MS = 60_000;

const app = setUpTestApp(() => startFullTestApp({ SECOND_FACTOR: 'optional' }));
const ada = setUpUser(app);

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
    expect(errorCode(await removeFactor(browser))).toBe('RECENT_FACTOR_REQUIRED');
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
    expect(bodyOf(await changeFactor(ada.browser, 'DELETE', '/trusted-browsers'))).toEqual({ forgotten: 1 });
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
