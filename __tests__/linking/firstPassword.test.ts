/** @jest-environment node */
import { activityKinds } from '../support/activityDays.ts';
import { setLicense, startLinkingTestApp, recipesOf } from '../support/linkingTestApp.ts';
import { signInByMail } from '../support/magicLink.ts';
import { outstandingIn } from '../support/outstanding.ts';
import { askForReset } from '../support/passwordReset.ts';
import { setTestFeatures } from '../support/localCore.ts';
import { newProviderUser, signInBy, usersWith } from '../support/socialTestApp.ts';
import { passTime, SESSIONS, setUpTestApp } from '../support/testApp.ts';
import { bodyOf, type TestBrowser } from '../support/testBrowser.ts';
import { uniqueEmail } from '../support/uniqueEmail.ts';
import { signIn } from '../support/users.ts';

const app = setUpTestApp(startLinkingTestApp);

const NEW_PASSWORD = 'a first horse 3';
const MINUTE_MS = 60_000;
const INVALID = { status: 'RESET_PASSWORD_INVALID_TOKEN_ERROR' };

beforeEach(() => setLicense('account_linking'));

interface PasswordlessUser {
  email: string;
  browser: TestBrowser;
}

const byGoogle = async (): Promise<PasswordlessUser> => {
  const [user, browser] = [newProviderUser(), app.newBrowser()];
  await signInBy(app, browser, 'google', { user });
  return { email: user.email, browser };
};

const byLink = async (): Promise<PasswordlessUser> => {
  const email = uniqueEmail();
  const browser = await signInByMail(app, email);
  // Two mails in a row need a pause.
  passTime(MINUTE_MS);
  return { email, browser };
};

describe.each([
  ['a provider', byGoogle, 'thirdparty'],
  ['a link', byLink, 'passwordless'],
] as const)('a user who signs in by %s', (_, create, recipe) => {
  it('sets a first password by mail', async () => {
    const { resetToken, resetWith } = outstandingIn(app);
    const { email, browser } = await create();
    const [before] = await usersWith(email);
    expect(bodyOf(await resetWith(await resetToken(email), NEW_PASSWORD))).toMatchObject({ status: 'OK' });
    const after = await usersWith(email);
    expect(after.map(({ id }) => id)).toEqual([before?.id]);
    expect(after.map(recipesOf)).toEqual([['emailpassword', recipe]]);
    const { status, browser: here } = await signIn(app, email, { password: NEW_PASSWORD });
    expect(status).toBe('OK');
    expect((await browser.send({ path: SESSIONS })).statusCode).toBe(401);
    expect(await activityKinds(here)).toEqual(
      expect.arrayContaining(['sign_in_method_added', 'password_reset']),
    );
    const mail = await app.inbox.read(email, 'A way to sign in was added to your account');
    expect(mail.text).toContain('with a password');
  });

  it('gets no mail from a core that cannot link the password', async () => {
    setLicense('none');
    const { email } = await create();
    expect(bodyOf(await askForReset(app, email))).toMatchObject({ status: 'OK' });
    const subjects = (await app.inbox.all(email)).map(({ subject }) => subject);
    expect(subjects).not.toContain('Reset your password');
  });

  it('gets no second account if the license has ended since the mail', async () => {
    const { resetToken, resetWith } = outstandingIn(app);
    const { email } = await create();
    const token = await resetToken(email);
    setTestFeatures('none');
    expect(bodyOf(await resetWith(token, NEW_PASSWORD))).toEqual(INVALID);
    expect((await usersWith(email)).map(recipesOf)).toEqual([[recipe]]);
    expect((await signIn(app, email, { password: NEW_PASSWORD })).status).toBe('WRONG_CREDENTIALS_ERROR');
  });
});

it('uses a link once, if it is sent twice at the same time', async () => {
  const { resetToken, resetWith } = outstandingIn(app);
  const { email } = await byGoogle();
  const token = await resetToken(email);
  const answers = await Promise.all([resetWith(token, NEW_PASSWORD), resetWith(token, NEW_PASSWORD)]);
  expect(answers.map((answer) => bodyOf(answer).status).sort()).toEqual(['OK', INVALID.status]);
  expect((await usersWith(email)).map(recipesOf)).toEqual([['emailpassword', 'thirdparty']]);
});
