/** @jest-environment node */
import { emailChangeIn } from '../support/emailChange.ts';
import { startLinkingTestApp, userWith } from '../support/linkingTestApp.ts';
import { createVerifiedUser } from '../support/verifiedUsers.ts';
import { signInByMail } from '../support/magicLink.ts';
import { claimsOf } from '../support/secondFactor.ts';
import { newProviderUser, signInBy, usersWith } from '../support/socialTestApp.ts';
import { passTime, setUpTestApp, stopTime } from '../support/testApp.ts';
import { uniqueEmail } from '../support/uniqueEmail.ts';
import { signIn } from '../support/users.ts';

const app = setUpTestApp(startLinkingTestApp);

const MINUTE_MS = 60_000;

beforeEach(() => stopTime());

/** A user with a password, a link and a provider, all with one address. */
async function createUserWithAll() {
  const user = await createVerifiedUser(app);
  const provider = newProviderUser({ email: user.email });
  await signInBy(app, app.newBrowser(), 'google', { user: provider });
  await signInByMail(app, user.email);
  passTime(2 * MINUTE_MS);
  return { ...user, provider };
}

async function addressesOf(userId: string) {
  const { loginMethods } = await userWith(userId);
  return Object.fromEntries(loginMethods.map(({ recipeId, email }) => [recipeId, email]));
}

it('changes the address of password and link together, and leaves that of the provider', async () => {
  const { change, confirm, confirmToken } = emailChangeIn(app);
  const { browser, email: before, userId, provider } = await createUserWithAll();
  const email = uniqueEmail();
  await change(browser, email);
  expect((await confirm(await confirmToken(email))).statusCode).toBe(200);
  expect(await addressesOf(userId)).toEqual({
    emailpassword: email,
    passwordless: email,
    thirdparty: before,
  });
  passTime(2 * MINUTE_MS);
  expect(claimsOf(await signInByMail(app, email))).toMatchObject({ sub: userId });
  expect((await signIn(app, email)).status).toBe('OK');
  const byProvider = app.newBrowser();
  await signInBy(app, byProvider, 'google', { user: provider });
  expect(claimsOf(byProvider)).toMatchObject({ sub: userId });
  expect(await usersWith(email)).toHaveLength(1);
});

it('restores both if the change is canceled while it is confirmed', async () => {
  const { change, confirm, confirmToken, cancel, cancelToken } = emailChangeIn(app);
  const { browser, email: before, userId } = await createUserWithAll();
  const email = uniqueEmail();
  await change(browser, email);
  const [confirmation, cancellation] = [await confirmToken(email), await cancelToken(before)];
  const held = app.core.hold('PUT /recipe/user');
  const pending = confirm(confirmation);
  await held.received;
  expect((await cancel(cancellation)).statusCode).toBe(200);
  held.release();
  expect((await pending).statusCode).toBe(400);
  expect(await addressesOf(userId)).toEqual({
    emailpassword: before,
    passwordless: before,
    thirdparty: before,
  });
});
