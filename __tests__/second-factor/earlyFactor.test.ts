import { activityKinds } from '../support/activityDays.ts';
import { startFullTestApp } from '../support/fullTestApp.ts';
import { heldCallsIn } from '../support/heldCalls.ts';
import { resetsIn } from '../support/resetByMail.ts';
import {
  begin,
  claimsOf,
  codeOf,
  confirm,
  enrol,
  halfSignedIn,
  readFactor,
} from '../support/secondFactor.ts';
import { errorCode, passTime, SESSIONS, setUpTestApp, stopTime } from '../support/testApp.ts';
import { bodyOf, type TestBrowser } from '../support/testBrowser.ts';
import { UNREACHABLE, whileDatabaseIs } from '../support/testDatabase.ts';
import { createUser } from '../support/users.ts';
import { createVerifiedUser } from '../support/verifiedUsers.ts';

const app = setUpTestApp(() =>
  startFullTestApp({ SECOND_FACTOR: 'optional', EMAIL_VERIFICATION: 'optional' }),
);
const { resetToken, sendReset, reset, signInAs } = resetsIn(app);
beforeEach(() => stopTime());

const stateIn = (browser: TestBrowser) => claimsOf(browser).secondFactor;

/** A user who has set up a second factor and has not proved their address. */
async function createUnproved() {
  const user = await createUser(app);
  await enrol(user.browser);
  return user;
}

describe('a reset that is the first proof of an address', () => {
  it('removes the second factor of a user who may be someone else', async () => {
    const { email } = await createUnproved();
    await reset(email);
    const browser = await signInAs(email);
    expect(stateIn(browser)).toBe('none');
    expect((await browser.send({ path: SESSIONS })).statusCode).toBe(200);
    expect(await readFactor(browser)).toMatchObject({ factor: null, trustedBrowsers: [] });
    expect((await app.inbox.read(email, 'Your password was reset')).text).toContain(
      'Two-factor authentication was turned off',
    );
    expect(await activityKinds(browser)).toEqual(
      expect.arrayContaining(['second_factor_removed', 'password_reset']),
    );
  });

  it('says nothing of it to a user who had none', async () => {
    const { email } = await createUser(app);
    await reset(email);
    expect((await app.inbox.read(email, 'Your password was reset')).text).not.toMatch(/two-factor/i);
    expect(await activityKinds(await signInAs(email))).not.toContain('second_factor_removed');
  });

  it('ends a set-up that was begun before', async () => {
    const { email, browser } = await createUser(app);
    const secret = await begin(browser);
    await reset(email);
    expect((await confirm(browser, codeOf(secret))).statusCode).toBe(401);
    expect((await readFactor(await signInAs(email))).setup).toBeNull();
  });

  it('changes nothing while the database is down, and works again afterwards', async () => {
    const { email } = await createUnproved();
    const token = await resetToken(email);
    const response = await whileDatabaseIs(UNREACHABLE, () => sendReset(token));
    expect([response.statusCode, errorCode(response)]).toEqual([503, 'STORE_UNAVAILABLE']);
    expect(bodyOf(await sendReset(token))).toMatchObject({ status: 'OK' });
    expect(stateIn(await signInAs(email))).toBe('none');
  });
});

describe('no factor is added by a session that a reset ends', () => {
  it('before it is stored', async () => {
    const { email, browser } = await createUser(app);
    const secret = await begin(browser);
    const { during } = heldCallsIn(app);
    const response = await during(
      'PUT /recipe/user/metadata',
      () => confirm(browser, codeOf(secret)),
      () => reset(email),
    );
    expect([response.statusCode, errorCode(response)]).toEqual([401, 'SESSION_REQUIRED']);
    expect(stateIn(await signInAs(email))).toBe('none');
  });

  it.each([
    ['unproved', createUser],
    ['proved', createVerifiedUser],
  ])('while it is stored, whose address is %s', async (_, create) => {
    const { email, browser } = await create(app);
    const secret = await begin(browser);
    const before = app.core.hold('GET /user/id');
    const confirming = confirm(browser, codeOf(secret));
    await before.received;
    const after = app.core.hold('GET /user/id');
    before.release();
    await after.received;
    await reset(email);
    after.release();
    const response = await confirming;
    expect([response.statusCode, errorCode(response)]).toEqual([401, 'SESSION_REQUIRED']);
    expect(stateIn(await signInAs(email))).toBe('none');
  });
});

describe('the second factor stays at a reset', () => {
  it('of a user who has verified their address', async () => {
    const { email, browser } = await createVerifiedUser(app);
    await enrol(browser);
    await reset(email);
    expect(stateIn(await signInAs(email))).toBe('needed');
  });

  it('that is not their first', async () => {
    const { email } = await createUnproved();
    await reset(email);
    await enrol(await signInAs(email));
    passTime(3_600_000);
    await reset(email);
    expect(stateIn(await signInAs(email))).toBe('needed');
  });

  it('whose link is refused', async () => {
    const { email } = await createUnproved();
    const token = await resetToken(email);
    expect(bodyOf(await sendReset(`${token.slice(0, -4)}AAAA`))).toMatchObject({
      status: 'RESET_PASSWORD_INVALID_TOKEN_ERROR',
    });
    expect(stateIn(await halfSignedIn(app, email))).toBe('needed');
  });
});
