import { assignRole, createRole } from '../../netlify/platform/roles/userRoles.ts';
import {
  AUTH,
  errorCode,
  HEALTH,
  location,
  passTime,
  SESSIONS,
  USER,
  useRealTimeouts,
  setUpTestApp,
} from '../support/testApp.ts';
import { startFullTestApp } from '../support/fullTestApp.ts';
import { askForReset } from '../support/passwordReset.ts';
import { linkIn } from '../support/readMail.ts';
import { createUser, signIn, setUpUser } from '../support/users.ts';
import {
  claimsOf,
  codeForm,
  codeOf,
  enrol,
  FACTOR,
  halfSignedIn,
  PERIOD_MS,
  readFactor,
  sendCode,
} from '../support/secondFactor.ts';
import { UNREACHABLE, whileDatabaseIs } from '../support/testDatabase.ts';
import { bodyOf } from '../support/testBrowser.ts';
import { createVerifiedUser } from '../support/verifiedUsers.ts';

const app = setUpTestApp(() => startFullTestApp({ SECOND_FACTOR: 'required:admin' }));
beforeAll(async () => {
  // The first request of a function initializes the SDK.
  await createUser(app);
  await createRole('admin');
});
const ada = setUpUser(app);

async function signInAsAdmin() {
  await assignRole('public', ada.userId, 'admin');
  return (await signIn(app, ada.email)).browser;
}

describe('where administrators must have a factor', () => {
  it('users without a factor reach nothing but its set-up', async () => {
    const admin = await signInAsAdmin();
    for (const path of [USER, SESSIONS, '/.netlify/functions/profile'])
      expect(errorCode(await admin.ask({ path }))).toBe('SECOND_FACTOR_SETUP_REQUIRED');
    expect(await readFactor(admin)).toMatchObject({ factor: null, required: true });
    await enrol(admin);
    expect((await admin.ask({ path: USER })).statusCode).toBe(200);
    expect(bodyOf(await admin.send({ method: 'POST', path: `${AUTH}/signout` }))).toEqual({ status: 'OK' });
  });

  it('a session without a factor can sign out', async () => {
    const admin = await signInAsAdmin();
    expect(bodyOf(await admin.send({ method: 'POST', path: `${AUTH}/signout` }))).toEqual({ status: 'OK' });
  });

  it('users without the role may have none', async () => {
    expect((await ada.browser.ask({ path: USER })).statusCode).toBe(200);
    expect(await readFactor(ada.browser)).toMatchObject({ factor: null, required: false });
  });

  it('turning it off leads to its set-up again', async () => {
    const admin = await signInAsAdmin();
    await enrol(admin);
    expect((await admin.send({ method: 'DELETE', path: FACTOR })).statusCode).toBe(200);
    expect(errorCode(await admin.ask({ path: USER }))).toBe('SECOND_FACTOR_SETUP_REQUIRED');
  });
});

it('resetting the password neither removes the factor nor gives it', async () => {
  const { email, browser: own } = await createVerifiedUser(app);
  const { secret } = await enrol(own);
  passTime(PERIOD_MS);
  await askForReset(app, email);
  const link = new URL(linkIn(await app.inbox.read(email, 'Reset')));
  const token = link.searchParams.get('token');
  const formFields = [{ id: 'password', value: 'tall giraffe 2' }];
  const body = { formFields, token, method: 'token' };
  await app.newBrowser().send({ method: 'POST', path: `${AUTH}/user/password/reset`, body });
  const { browser, status } = await signIn(app, email, { password: 'tall giraffe 2' });
  expect([status, claimsOf(browser).secondFactor]).toEqual(['OK', 'needed']);
  expect(location(await sendCode(browser, codeOf(secret)))).toBe('/account');
});

describe('while the database is down', () => {
  it('a new session can do nothing until it is back, and is then asked for the code', async () => {
    const { secret } = await enrol(ada.browser);
    passTime(PERIOD_MS);
    useRealTimeouts();
    const check = {
      path: `${FACTOR}/check`,
      query: { redirectToPath: '/account' },
      headers: { accept: 'text/html' },
    };
    const { browser, status } = await whileDatabaseIs(UNREACHABLE, () => signIn(app, ada.email));
    expect([status, claimsOf(browser).secondFactor]).toEqual(['OK', undefined]);
    expect(errorCode(await browser.ask({ path: USER }))).toBe('SECOND_FACTOR_REQUIRED');
    const down = await whileDatabaseIs(UNREACHABLE, () => browser.send(check));
    expect([down.statusCode, down.headers?.['retry-after']]).toEqual([503, '5']);
    expect(down.body).toContain('Service temporarily unavailable');
    expect(errorCode(await browser.ask({ path: USER }))).toBe('SECOND_FACTOR_REQUIRED');
    expect((await browser.navigate(check)).page).toBe('/second-factor?redirectToPath=%2Faccount');
    expect(location(await sendCode(browser, codeOf(secret)))).toBe('/account');
  });

  it('codes are answered 503, and none gets in', async () => {
    const { secret } = await enrol(ada.browser);
    passTime(PERIOD_MS);
    const browser = await halfSignedIn(app, ada.email);
    useRealTimeouts();
    const response = await whileDatabaseIs(UNREACHABLE, () => browser.send(codeForm(codeOf(secret))));
    expect([response.statusCode, response.headers?.['retry-after']]).toEqual([503, '5']);
    expect(errorCode(await browser.ask({ path: USER }))).toBe('SECOND_FACTOR_REQUIRED');
    expect((await whileDatabaseIs(UNREACHABLE, () => ada.browser.ask({ path: USER }))).statusCode).toBe(200);
  });

  it.each([
    [UNREACHABLE, 'down'],
    [undefined, 'absent'],
  ])('health says so: %s', async (url, secondFactor) => {
    useRealTimeouts();
    const response = await whileDatabaseIs(url, () => app.newBrowser().ask({ path: HEALTH }));
    expect([response.statusCode, bodyOf(response)]).toEqual([
      503,
      expect.objectContaining({ status: 'unavailable', secondFactor }),
    ]);
    expect(app.log.at(-1)).toMatchObject({ outcome: 'second_factor_unavailable' });
  });
});

it('health says that second factors can be checked', async () => {
  expect(bodyOf(await app.newBrowser().ask({ path: HEALTH }))).toMatchObject({
    status: 'ok',
    secondFactor: 'on',
  });
});
