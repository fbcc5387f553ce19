import { Authenticator } from '../support/authenticator.ts';
import { startFullTestApp } from '../support/fullTestApp.ts';
import { errorCode, PROFILE, USER } from '../support/testApp.ts';
import { createUser } from '../support/users.ts';
import { addedPasskey, passkeySignIn, postPasskey } from '../support/passkeys.ts';
import { bodyOf } from '../support/testBrowser.ts';

it('a user who has to verify their address has to with a passkey, too', async () => {
  const app = await startFullTestApp({ EMAIL_VERIFICATION: 'required' });
  const { browser, userId } = await createUser(app);
  const unverified = await postPasskey(browser, 'registrationOptions');
  expect([unverified.statusCode, errorCode(unverified)]).toEqual([403, 'EMAIL_NOT_VERIFIED']);

  const { getUser } = await import('supertokens-node');
  const verification = await import('supertokens-node/recipe/emailverification');
  const method = (await getUser(userId))?.loginMethods[0];
  if (method === undefined) throw new Error('no login method');
  const token = await verification.createEmailVerificationToken('public', method.recipeUserId);
  if (token.status !== 'OK') throw new Error(token.status);
  await verification.verifyEmailUsingToken('public', token.token);
  await browser.send({ method: 'POST', path: '/.netlify/functions/auth/session/refresh' });
  const authenticator = new Authenticator();
  await addedPasskey(browser, authenticator);
  const verified = await passkeySignIn(app, authenticator);
  expect(bodyOf(await verified.browser.send({ path: PROFILE }))).toMatchObject({ userId });

  await verification.unverifyEmail(method.recipeUserId);
  const { browser: other, response } = await passkeySignIn(app, authenticator);
  expect(response.statusCode).toBe(200);
  const refused = await other.send({ path: USER });
  expect([refused.statusCode, errorCode(refused)]).toEqual([403, 'EMAIL_NOT_VERIFIED']);
  await app.close();
});
