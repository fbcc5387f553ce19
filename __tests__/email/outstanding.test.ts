import { createEmailVerificationToken } from 'supertokens-node/recipe/emailverification';
import { RecipeUserId } from 'supertokens-node';
import type { FunctionResponse } from '../../netlify/platform/http/message.ts';
import { postDeletion, WORDS } from '../support/accountDeletion.ts';
import { startFullTestApp } from '../support/fullTestApp.ts';
import { passTime, PASSWORD, resumeTime, SESSIONS, setUpTestApp } from '../support/testApp.ts';
import { heldCallsIn } from '../support/heldCalls.ts';
import { outstandingIn, type Outstanding } from '../support/outstanding.ts';
import { NEXT, putPassword } from '../support/passwordChange.ts';
import { createUser, signIn } from '../support/users.ts';
import { bodyOf } from '../support/testBrowser.ts';
import { uniqueEmail } from '../support/uniqueEmail.ts';

const app = setUpTestApp(startFullTestApp);
const outstanding = outstandingIn(app);
const { email } = outstanding;
afterEach(() => resumeTime());

const events: Record<string, (user: Outstanding) => Promise<FunctionResponse>> = {
  'a new password': ({ browser }) => putPassword(browser, { currentPassword: PASSWORD, newPassword: NEXT }),
  'a reset by link': async ({ old }) => outstanding.resetWith(await outstanding.resetToken(old), NEXT),
  'signing out of other sessions': ({ browser }) => browser.send({ method: 'DELETE', path: SESSIONS }),
  'signing out everywhere': ({ browser }) =>
    browser.send({ method: 'DELETE', path: SESSIONS, query: { scope: 'all' } }),
  'the link that cancels the change': ({ cancel }) => email.cancel(cancel),
};

it.each(Object.entries(events))('%s ends all outstanding requests', async (_, happen) => {
  await outstanding.expectEnded(happen);
});

it('their own deletion ends all outstanding requests', async () => {
  await outstanding.expectDeleted(({ browser }) =>
    postDeletion(browser, { password: PASSWORD, confirmation: WORDS }),
  );
});

it('a confirmed address ends reset links and verification links of the old one', async () => {
  const { email: old, userId, browser } = await createUser(app);
  const next = uniqueEmail();
  const reset = await outstanding.resetToken(old);
  const verification = await createEmailVerificationToken('public', new RecipeUserId(userId), old);
  await email.change(browser, next);
  const cancel = await email.cancelToken(old);
  expect((await email.confirm(await email.confirmToken(next))).statusCode).toBe(200);
  expect(bodyOf(await outstanding.resetWith(reset))).toEqual({
    status: 'RESET_PASSWORD_INVALID_TOKEN_ERROR',
  });
  if (verification.status !== 'OK') throw new Error('the address is verified already');
  expect(bodyOf(await outstanding.verifyWith(verification.token))).toEqual({
    status: 'EMAIL_VERIFICATION_INVALID_TOKEN_ERROR',
  });
  const late = await email.cancel(cancel);
  expect([late.statusCode, app.log.at(-1)?.outcome]).toEqual([409, 'email_cancel_too_late']);
  expect((await signIn(app, next)).status).toBe('OK');
});

it('the verification token of the current address survives a new password', async () => {
  const { email: old, userId, browser } = await createUser(app);
  const own = await createEmailVerificationToken('public', new RecipeUserId(userId), old);
  await putPassword(browser, { currentPassword: PASSWORD, newPassword: NEXT });
  if (own.status !== 'OK') throw new Error('the address is verified already');
  expect(bodyOf(await outstanding.verifyWith(own.token))).toMatchObject({ status: 'OK' });
});

describe('concurrent requests', () => {
  const { during } = heldCallsIn(app);
  const METADATA = '/recipe/user/metadata';

  it('a new password while a change is requested: the request is refused', async () => {
    const { email: old, browser } = await createUser(app);
    const attacker = (await signIn(app, old)).browser;
    const next = uniqueEmail();
    const answer = await during(
      `PUT ${METADATA}`,
      () => email.change(attacker, next),
      () => putPassword(browser, { currentPassword: PASSWORD, newPassword: NEXT }),
    );
    expect(answer.statusCode).toBe(409);
    expect(await app.inbox.all(next)).toEqual([]);
  });

  it('canceled while the link is confirmed: the address stays', async () => {
    const user = await outstanding.prepare();
    const answer = await during(
      'PUT /recipe/user',
      () => email.confirm(user.confirm),
      () => email.cancel(user.cancel),
    );
    expect(answer.statusCode).toBe(400);
    expect((await signIn(app, user.old)).status).toBe('OK');
    expect((await signIn(app, user.next)).status).toBe('WRONG_CREDENTIALS_ERROR');
  });

  it('confirmed while the link is canceled: the address stays', async () => {
    const user = await outstanding.prepare();
    const answer = await during(
      `PUT ${METADATA}`,
      () => email.cancel(user.cancel),
      () => email.confirm(user.confirm),
    );
    expect(answer.statusCode).toBe(200);
    expect((await signIn(app, user.old)).status).toBe('OK');
    expect((await signIn(app, user.next)).status).toBe('WRONG_CREDENTIALS_ERROR');
  });

  it('another change is requested while the previous link is confirmed: both succeed', async () => {
    const { email: old, browser } = await createUser(app);
    const [first, second] = [uniqueEmail(), uniqueEmail()];
    await email.change(browser, first);
    const confirm = await email.confirmToken(first);
    const answer = await during(
      'PUT /recipe/user',
      () => email.confirm(confirm),
      () => {
        passTime(61_000);
        return email.change(browser, second);
      },
    );
    expect(answer.statusCode).toBe(200);
    expect((await email.confirm(await email.confirmToken(second))).statusCode).toBe(200);
    expect((await signIn(app, second)).status).toBe('OK');
    expect((await signIn(app, old)).status).toBe('WRONG_CREDENTIALS_ERROR');
  });

  it('canceled in two tabs: the change is canceled, and neither tab fails', async () => {
    const user = await outstanding.prepare();
    const answers = await Promise.all([email.cancel(user.cancel), email.cancel(user.cancel)]);
    expect(answers.map(({ statusCode }) => statusCode)).toContain(200);
    for (const { statusCode } of answers) expect([200, 400]).toContain(statusCode);
    expect((await email.confirm(user.confirm)).statusCode).toBe(400);
  });
});
