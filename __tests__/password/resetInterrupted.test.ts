/** @jest-environment node */
import { startFullTestApp } from '../support/fullTestApp.ts';
import { heldCallsIn } from '../support/heldCalls.ts';
import { outstandingIn } from '../support/outstanding.ts';
import { NEXT } from '../support/passwordChange.ts';
import { resetsIn } from '../support/resetByMail.ts';
import { claimsOf, enrol } from '../support/secondFactor.ts';
import { errorCode, passTime, SESSIONS, setUpTestApp, stopTime } from '../support/testApp.ts';
import { createUser, signIn } from '../support/users.ts';
import { bodyOf } from '../support/testBrowser.ts';

const app = setUpTestApp(() =>
  startFullTestApp({ SECOND_FACTOR: 'optional', EMAIL_VERIFICATION: 'optional' }),
);
const { resetToken, sendReset, signInAs } = resetsIn(app);
const { prepare, email: changes } = outstandingIn(app);
const { failingAt } = heldCallsIn(app);
beforeEach(() => stopTime());

/** The calls of a reset: what follows the second one is lost. */
const AFTER_THE_CHANGE = ['PUT /recipe/user', 'POST /public/recipe/user/email/verify/token'];

describe('if the core fails after a reset has set the password', () => {
  it('sessions and outstanding requests have ended', async () => {
    const user = await prepare();
    const response = await failingAt(AFTER_THE_CHANGE, () => sendReset(user.reset));
    await app.core.setBehavior('normal');
    expect([response.statusCode, errorCode(response)]).toEqual([503, 'CORE_UNAVAILABLE']);
    expect((await signIn(app, user.old, { password: NEXT })).status).toBe('OK');
    for (const browser of [user.browser, user.attacker])
      expect((await browser.send({ path: SESSIONS })).statusCode).toBe(401);
    expect((await changes.confirm(user.confirm)).statusCode).toBe(400);
  });

  it('the second factor from before the address was proved is gone', async () => {
    const { email, browser } = await createUser(app);
    await enrol(browser);
    const token = await resetToken(email);
    await failingAt(AFTER_THE_CHANGE, () => sendReset(token));
    await app.core.setBehavior('normal');
    expect(claimsOf(await signInAs(email)).secondFactor).toBe('none');
  });
});

it('if the core fails before the password is set, it stays, and another link works', async () => {
  const { email } = await createUser(app);
  const token = await resetToken(email);
  const response = await failingAt(['POST /recipe/session/remove'], () => sendReset(token));
  await app.core.setBehavior('normal');
  expect(response.statusCode).toBe(503);
  expect((await signIn(app, email)).status).toBe('OK');
  expect(bodyOf(await sendReset(token))).toEqual({ status: 'RESET_PASSWORD_INVALID_TOKEN_ERROR' });
  passTime(60_000);
  expect(bodyOf(await sendReset(await resetToken(email)))).toMatchObject({ status: 'OK' });
  expect((await signIn(app, email, { password: NEXT })).status).toBe('OK');
});
