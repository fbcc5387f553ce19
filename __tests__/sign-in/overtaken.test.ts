import { getAllSessionHandlesForUser } from 'supertokens-node/recipe/session';
import type { FunctionResponse } from '../../netlify/platform/http/message.ts';
import { postDeletion, WORDS } from '../support/accountDeletion.ts';
import { Authenticator } from '../support/authenticator.ts';
import { startFullTestApp } from '../support/fullTestApp.ts';
import { heldCallsIn } from '../support/heldCalls.ts';
import { createVerifiedUser } from '../support/verifiedUsers.ts';
import { codeIn } from '../support/mailCode.ts';
import { requestCode, signInByMail, signInWithCode } from '../support/magicLink.ts';
import { addedPasskey, postPasskey, signInOptions } from '../support/passkeys.ts';
import { NEXT, putPassword } from '../support/passwordChange.ts';
import { resetsIn } from '../support/resetByMail.ts';
import { formRequest } from '../support/formRequest.ts';
import { target } from '../support/redirects.ts';
import { AUTH, errorCode, passTime, PASSWORD, SESSIONS, setUpTestApp, stopTime } from '../support/testApp.ts';
import { bodyOf, setCookies, type TestBrowser } from '../support/testBrowser.ts';
import { isSignedIn, signIn, type TestUser } from '../support/users.ts';
import { uniqueEmail } from '../support/uniqueEmail.ts';

const app = setUpTestApp(startFullTestApp);
beforeEach(() => stopTime());

const CREATE_SESSION = 'POST /public/recipe/session';

const { resetToken, sendReset } = resetsIn(app);

async function reset({ email }: Pick<TestUser, 'email'>): Promise<void> {
  const token = await resetToken(email);
  passTime(1000);
  await sendReset(token);
}

/** What ends sessions of a user, some time after the sign-in has begun. */
const CHANGES: [string, (user: TestUser) => Promise<unknown>][] = [
  ['a reset of the password', reset],
  [
    'a change of the password',
    ({ browser }) => putPassword(browser, { currentPassword: PASSWORD, newPassword: NEXT }),
  ],
  ['the end of all other sessions', ({ browser }) => browser.send({ method: 'DELETE', path: SESSIONS })],
];

const during = (send: () => Promise<FunctionResponse>, change: () => Promise<unknown>) =>
  heldCallsIn(app).during(CREATE_SESSION, send, async () => {
    passTime(1000);
    await change();
  });

async function expectNoSession(browser: TestBrowser, response: FunctionResponse): Promise<void> {
  expect(setCookies(response).filter((line) => /^s(Access|Refresh)Token=[^;]/.test(line))).toEqual([]);
  expect(await isSignedIn(browser)).toBe(false);
}

it.each(CHANGES)('a sign-in with the password ends at %s in between', async (_, change) => {
  const user = await createVerifiedUser(app);
  const browser = app.newBrowser();
  const response = await during(
    async () => (await signIn(app, user.email, { browser })).response,
    () => change(user),
  );
  expect(response.statusCode).toBe(409);
  expect(bodyOf(response)).toMatchObject({ error: { code: 'CONFLICT', reason: 'platform.signInOvertaken' } });
  expect(app.log.some(({ outcome }) => outcome === 'sign_in_overtaken')).toBe(true);
  await expectNoSession(browser, response);
});

it('a sign-in by a form that needs no script goes back to it, which says why', async () => {
  const { email } = await createVerifiedUser(app);
  const browser = app.newBrowser();
  const form = formRequest(`${AUTH}/form/signin`, { email, password: PASSWORD, redirectToPath: '/account' });
  const response = await during(
    () => browser.send(form),
    () => reset({ email }),
  );
  expect(target(response)).toEqual({
    path: '/auth',
    redirectToPath: '/account',
    formError: 'sign_in_overtaken',
  });
  await expectNoSession(browser, response);
});

it('a sign-in with a passkey ends at a reset of the password in between', async () => {
  const user = await createVerifiedUser(app);
  const device = new Authenticator();
  await addedPasskey(user.browser, device);
  const browser = app.newBrowser();
  const credential = device.get(await signInOptions(browser));
  const response = await during(
    () => postPasskey(browser, 'signIn', { credential }),
    () => reset(user),
  );
  expect([response.statusCode, errorCode(response)]).toEqual([409, 'CONFLICT']);
  await expectNoSession(browser, response);
});

it.each<[string, (own: TestBrowser) => Promise<unknown>]>([
  ['the end of all other sessions', (own) => own.send({ method: 'DELETE', path: SESSIONS })],
  ['the deletion of the account', (own) => postDeletion(own, { confirmation: WORDS })],
])('a sign-in with a code ends at %s in between', async (_, change) => {
  const email = uniqueEmail();
  const own = await signInByMail(app, email);
  passTime(120_000);
  const browser = app.newBrowser();
  const code = codeIn(await requestCode(app, browser, email));
  const response = await during(
    () => signInWithCode(browser, code),
    () => change(own),
  );
  expect(target(response)).toEqual({ path: '/auth', formError: 'sign_in_overtaken' });
  await expectNoSession(browser, response);
});

it('a sign-in after the change, at the same moment, succeeds', async () => {
  const user = await createVerifiedUser(app);
  await reset(user);
  const { browser, status } = await signIn(app, user.email, { password: NEXT });
  expect(status).toBe('OK');
  expect(await isSignedIn(browser)).toBe(true);
});

/** Moments of a deletion: the end of the sessions, and that of the user. */
const MOMENTS = ['POST /recipe/session/remove', 'POST /user/remove'];

const deleteAccount = ({ browser }: TestUser) =>
  postDeletion(browser, { confirmation: WORDS, password: PASSWORD });

const sessionsOf = async ({ userId }: TestUser) => getAllSessionHandlesForUser(userId, true);

it('a sign-in ends at the deletion of the account in between', async () => {
  const user = await createVerifiedUser(app);
  const browser = app.newBrowser();
  const response = await during(
    async () => (await signIn(app, user.email, { browser })).response,
    () => deleteAccount(user),
  );
  expect([response.statusCode, errorCode(response)]).toEqual([409, 'CONFLICT']);
  expect(app.log.some(({ outcome }) => outcome === 'sign_in_overtaken')).toBe(true);
  await expectNoSession(browser, response);
  expect(await sessionsOf(user)).toEqual([]);
});

it.each(MOMENTS)('a sign-in that begins before %s of a deletion has no session', async (call) => {
  const user = await createVerifiedUser(app);
  const browser = app.newBrowser();
  const held = app.core.hold(call);
  const deleting = deleteAccount(user);
  await held.received;
  const { response } = await signIn(app, user.email, { browser });
  held.release();
  expect((await deleting).statusCode).toBe(200);
  expect([response.statusCode, errorCode(response)]).toEqual([409, 'CONFLICT']);
  await expectNoSession(browser, response);
  expect(await sessionsOf(user)).toEqual([]);
});

it('after a deletion that has failed, the user signs in', async () => {
  const user = await createVerifiedUser(app);
  const { failingAt } = heldCallsIn(app);
  const response = await failingAt(['POST /recipe/session/remove'], () => deleteAccount(user));
  expect(response.statusCode).toBe(503);
  await app.core.setBehavior('normal');
  passTime(60_000);
  const { browser, status } = await signIn(app, user.email);
  expect([status, await isSignedIn(browser)]).toEqual(['OK', true]);
});
