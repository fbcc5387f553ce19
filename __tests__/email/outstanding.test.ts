import { createEmailVerificationToken } from 'supertokens-node/recipe/emailverification';
import { RecipeUserId } from 'supertokens-node';
import { getUserMetadata } from 'supertokens-node/recipe/usermetadata';
import { createRole, giveRole } from '../../netlify/admin/userRoles.ts';
import { postDeletion, WORDS } from '../support/accountDeletion.ts';
import { pathOf } from '../admin/support/adminFunctions.ts';
import { startDeployWorld, type DeployWorld } from '../support/deployWorld.ts';
import { emailChangeIn, tokenOf, uniqueEmail } from '../support/emailChange.ts';
import { AUTH, passTime, PASSWORD, resumeTime, SESSIONS } from '../support/functionWorld.ts';
import { NEXT, putPassword } from '../support/passwordChange.ts';
import { askForReset } from '../support/passwordReset.ts';
import { newPerson, signIn, type Person } from '../support/people.ts';
import { linkIn } from '../support/readMail.ts';
import { bodyOf } from '../support/testBrowser.ts';

let world: DeployWorld;
let email: ReturnType<typeof emailChangeIn>;
let admin: Person;
beforeAll(async () => {
  world = await startDeployWorld();
  email = emailChangeIn(world);
  admin = await newPerson(world);
  await createRole('admin');
  await giveRole('public', admin.userId, 'admin');
});
afterAll(() => world.close());
afterEach(() => resumeTime());

const resetWith = (token: string, password = 'a stolen horse 3') =>
  world.newBrowser().send({
    method: 'POST',
    path: `${AUTH}/user/password/reset`,
    body: { method: 'token', token, formFields: [{ id: 'password', value: password }] },
  });

const verifyWith = (token: string) =>
  world
    .newBrowser()
    .send({ method: 'POST', path: `${AUTH}/user/email/verify`, body: { method: 'token', token } });

async function resetToken(address: string): Promise<string> {
  await askForReset(world, address);
  return tokenOf(linkIn(await world.inbox.read(address, 'Choose a new password')));
}

/** A user for whom everything is outstanding, asked for by another browser that knows the password. */
async function prepared() {
  const { email: old, userId, browser } = await newPerson(world);
  const attacker = (await signIn(world, old)).browser;
  const next = uniqueEmail();
  await email.change(attacker, next);
  const [confirm, cancel] = [await email.confirmToken(next), await email.cancelToken(old)];
  return { old, next, userId, browser, attacker, confirm, cancel, reset: await resetToken(old) };
}
type Prepared = Awaited<ReturnType<typeof prepared>>;

const events: Record<string, (user: Prepared) => Promise<unknown>> = {
  'a new password': ({ browser }) =>
    putPassword(browser, { currentPassword: PASSWORD, newPassword: NEXT }, { blobs: world.store.access }),
  'a reset by link': async ({ old }) => resetWith(await resetToken(old), NEXT),
  'signing out of other sessions': ({ browser }) => browser.send({ method: 'DELETE', path: SESSIONS }),
  'signing out everywhere': ({ browser }) =>
    browser.send({ method: 'DELETE', path: SESSIONS, query: { scope: 'all' } }),
  'an administrator who ends all sessions': ({ userId }) =>
    admin.browser.send({ method: 'DELETE', path: pathOf(userId, '/sessions') }),
  'the link that cancels the change': ({ cancel }) => email.cancel(cancel),
};

it.each(Object.entries(events))('%s ends all outstanding requests', async (_, happen) => {
  const user = await prepared();
  const done = (await happen(user)) as { statusCode: number };
  expect(done.statusCode).toBe(200);
  expect(bodyOf(await verifyWith(user.confirm))).toEqual({
    status: 'EMAIL_VERIFICATION_INVALID_TOKEN_ERROR',
  });
  expect((await email.confirm(user.confirm)).statusCode).toBe(400);
  expect((await email.cancel(user.cancel)).statusCode).toBe(400);
  expect(bodyOf(await resetWith(user.reset))).toEqual({ status: 'RESET_PASSWORD_INVALID_TOKEN_ERROR' });
  expect((await user.attacker.send({ path: SESSIONS })).statusCode).toBe(401);
  expect((await getUserMetadata(user.userId)).metadata).toMatchObject({
    credentialGeneration: expect.any(String) as string,
  });
  expect(JSON.stringify((await getUserMetadata(user.userId)).metadata)).not.toContain(user.next);
});

it.each<[string, (user: Prepared) => Promise<unknown>]>([
  ['their own deletion', ({ browser }) => postDeletion(browser, { password: PASSWORD, confirmation: WORDS })],
  [
    'a deletion by an administrator',
    ({ userId, old }) =>
      admin.browser.send({
        method: 'POST',
        path: pathOf(userId, '/deletion'),
        body: { confirmation: old },
      }),
  ],
])('%s ends all outstanding requests', async (_, happen) => {
  const user = await prepared();
  expect(((await happen(user)) as { statusCode: number }).statusCode).toBe(200);
  for (const answer of [await email.confirm(user.confirm), await email.cancel(user.cancel)])
    expect(answer.statusCode).toBe(400);
  expect(bodyOf(await resetWith(user.reset))).toEqual({ status: 'RESET_PASSWORD_INVALID_TOKEN_ERROR' });
  expect((await getUserMetadata(user.userId)).metadata).toEqual({});
});

it('a confirmed address ends reset links and verification links of the old one', async () => {
  const { email: old, userId, browser } = await newPerson(world);
  const next = uniqueEmail();
  const reset = await resetToken(old);
  const verification = await createEmailVerificationToken('public', new RecipeUserId(userId), old);
  await email.change(browser, next);
  const cancel = await email.cancelToken(old);
  expect((await email.confirm(await email.confirmToken(next))).statusCode).toBe(200);
  expect(bodyOf(await resetWith(reset))).toEqual({ status: 'RESET_PASSWORD_INVALID_TOKEN_ERROR' });
  if (verification.status !== 'OK') throw new Error('the address is verified already');
  expect(bodyOf(await verifyWith(verification.token))).toEqual({
    status: 'EMAIL_VERIFICATION_INVALID_TOKEN_ERROR',
  });
  const late = await email.cancel(cancel);
  expect([late.statusCode, world.log.at(-1)?.outcome]).toEqual([409, 'email_cancel_too_late']);
  expect((await signIn(world, next)).status).toBe('OK');
});

it('the verification token of the current address survives a new password', async () => {
  const { email: old, userId, browser } = await newPerson(world);
  const own = await createEmailVerificationToken('public', new RecipeUserId(userId), old);
  await putPassword(browser, { currentPassword: PASSWORD, newPassword: NEXT });
  if (own.status !== 'OK') throw new Error('the address is verified already');
  expect(bodyOf(await verifyWith(own.token))).toMatchObject({ status: 'OK' });
});

describe('concurrent requests', () => {
  /** Holds the next such call to the core, until the other thing is done. */
  async function during(call: string, work: () => Promise<unknown>, other: () => Promise<unknown>) {
    const held = world.core.hold(call);
    const answer = work();
    await held.made;
    await other();
    held.letGo();
    return (await answer) as { statusCode: number };
  }

  const METADATA = '/recipe/user/metadata';

  it('a new password while a change is requested: the request is refused', async () => {
    const { email: old, browser } = await newPerson(world);
    const attacker = (await signIn(world, old)).browser;
    const next = uniqueEmail();
    const answer = await during(
      `PUT ${METADATA}`,
      () => email.change(attacker, next),
      () => putPassword(browser, { currentPassword: PASSWORD, newPassword: NEXT }),
    );
    expect(answer.statusCode).toBe(409);
    expect(await world.inbox.all(next)).toEqual([]);
  });

  it('canceled while the link is confirmed: the address stays', async () => {
    const user = await prepared();
    const answer = await during(
      'PUT /recipe/user',
      () => email.confirm(user.confirm),
      () => email.cancel(user.cancel),
    );
    expect(answer.statusCode).toBe(400);
    expect((await signIn(world, user.old)).status).toBe('OK');
    expect((await signIn(world, user.next)).status).toBe('WRONG_CREDENTIALS_ERROR');
  });

  it('confirmed while the link is canceled: the address stays', async () => {
    const user = await prepared();
    const answer = await during(
      `PUT ${METADATA}`,
      () => email.cancel(user.cancel),
      () => email.confirm(user.confirm),
    );
    expect(answer.statusCode).toBe(200);
    expect((await signIn(world, user.old)).status).toBe('OK');
    expect((await signIn(world, user.next)).status).toBe('WRONG_CREDENTIALS_ERROR');
  });

  it('another change is requested while the previous link is confirmed: both succeed', async () => {
    const { email: old, browser } = await newPerson(world);
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
    expect((await signIn(world, second)).status).toBe('OK');
    expect((await signIn(world, old)).status).toBe('WRONG_CREDENTIALS_ERROR');
  });

  it('canceled in two tabs: the change is canceled, and neither tab fails', async () => {
    const user = await prepared();
    const answers = await Promise.all([email.cancel(user.cancel), email.cancel(user.cancel)]);
    expect(answers.map(({ statusCode }) => statusCode)).toContain(200);
    for (const { statusCode } of answers) expect([200, 400]).toContain(statusCode);
    expect((await email.confirm(user.confirm)).statusCode).toBe(400);
  });
});
