import { getUser, listUsersByAccountInfo } from 'supertokens-node';
import { getSessionInformation } from 'supertokens-node/recipe/session';
import { getUserMetadata } from 'supertokens-node/recipe/usermetadata';
import { createNewRoleOrAddPermissions, getRolesForUser } from 'supertokens-node/recipe/userroles';
import { ADMIN_ROLE } from '../../config/security/roles.ts';
import { recordActivity } from '../../netlify/activity/activityLog.ts';
import { assignRole } from '../../netlify/platform/roles/userRoles.ts';
import { subjectsOf } from '../../netlify/platform/throttle/attempt.ts';
import { responseHeader } from '../../netlify/platform/http/message.ts';
import { postDeletion, WORDS } from '../support/accountDeletion.ts';
import { startFullTestApp } from '../support/fullTestApp.ts';
import {
  AUTH,
  errorCode,
  PASSWORD,
  useRealTimeouts,
  passTime,
  PROFILE,
  SESSIONS,
  signUp,
  stopTime,
  USER,
  setUpTestApp,
} from '../support/testApp.ts';
import { lambdaEvent } from '../support/lambdaEvent.ts';
import { askForReset } from '../support/passwordReset.ts';
import { createUser, signIn } from '../support/users.ts';
import { UNREACHABLE, whileDatabaseIs } from '../support/testDatabase.ts';
import { bodyOf, setCookies, type TestBrowser } from '../support/testBrowser.ts';

const app = setUpTestApp(startFullTestApp);
let email: string;
let userId: string;
let ada: TestBrowser;
beforeEach(async () => {
  stopTime();
  ({ email, userId, browser: ada } = await createUser(app));
  app.log.splice(0);
});

const erase = (browser = ada, password = PASSWORD, confirmation = WORDS) =>
  postDeletion(browser, { password, confirmation });

describe('a deletion', () => {
  it('leaves nothing in the core', async () => {
    await ada.send({ method: 'PATCH', path: PROFILE, body: { name: 'Ada' } });
    await createNewRoleOrAddPermissions('editor', ['text:write']);
    await assignRole('public', userId, 'editor');
    const { sessionHandle } = bodyOf(await ada.send({ path: USER }));
    const response = await erase();
    expect([response.statusCode, bodyOf(response)]).toEqual([200, { deleted: true, notified: true }]);
    expect(await getUser(userId)).toBeUndefined();
    expect(await listUsersByAccountInfo('public', { email })).toEqual([]);
    expect((await getUserMetadata(userId)).metadata).toEqual({});
    expect((await getRolesForUser('public', userId)).roles).toEqual([]);
    expect(await getSessionInformation(String(sessionHandle))).toBeUndefined();
    expect((await signIn(app, email)).status).toBe('WRONG_CREDENTIALS_ERROR');
    expect(app.log[2]).toMatchObject({
      route: 'account/deletion',
      outcome: 'account_deleted',
      mail: 'sent',
    });
  });

  it('leaves nothing in our own stores except the count of mails to the address', async () => {
    const counted = () =>
      app.database.query(
        "SELECT subject, kind, source FROM counters WHERE kind <> 'network' AND kind NOT LIKE 'mail-%' ORDER BY subject, kind, source",
      );
    const before = { activity: await app.database.contents('activity'), counted: await counted() };
    const second = await createUser(app);
    const { browser } = await signIn(app, second.email);
    await recordActivity(lambdaEvent({ path: '/' }), second.userId, 'password_changed');
    await signIn(app, second.email, { password: 'wrong horse 1' });
    await erase(browser, 'wrong horse 2');
    await askForReset(app, second.email.toUpperCase());
    expect(await app.database.contents('activity')).not.toBe(before.activity);
    expect((await counted()).length).toBeGreaterThanOrEqual(before.counted.length + 3);
    expect((await erase(browser)).statusCode).toBe(200);
    expect(await app.database.contents('activity')).toBe(before.activity);
    expect(await counted()).toEqual(before.counted);
  });

  it('ends all sessions and clears all cookies of the browser, including those of the widget', async () => {
    const { browser: other } = await signIn(app, email);
    ada.jar.put('sFrontToken', 'x');
    ada.jar.put('st-last-access-token-update', '1');
    const response = await erase();
    expect(responseHeader(response, 'front-token')).toBe('remove');
    expect(ada.jar.names()).toEqual([]);
    expect(setCookies(response).length).toBeGreaterThanOrEqual(4);
    expect(errorCode(await other.ask({ path: SESSIONS }))).toBe('SESSION_REQUIRED');
    passTime();
    expect((await other.navigate({ path: `${AUTH}/session/refresh/navigate` })).page).toContain('/auth');
  });

  it('is confirmed by mail', async () => {
    await erase();
    const mail = await app.inbox.read(email);
    expect(mail.subject).toBe('Your account has been deleted');
    expect(mail.text).toContain('has been deleted with all its data');
    expect(mail.text + mail.html).not.toContain('horse');
  });

  it('sent twice, one after the other, succeeds with one mail', async () => {
    const again = ada.copy();
    await erase();
    const response = await erase(again);
    expect([response.statusCode, bodyOf(response)]).toEqual([200, { deleted: true, notified: true }]);
    expect(again.jar.names()).toEqual([]);
    expect(await app.inbox.all(email)).toHaveLength(1);
    expect(app.log.at(-1)).toMatchObject({ outcome: 'account_gone' });
  });

  it('sent twice at the same time, succeeds with one mail', async () => {
    const answers = await Promise.all([erase(ada.copy()), erase(ada.copy())]);
    expect(answers.map(({ statusCode, body }) => [statusCode, body])).toEqual(
      Array(2).fill([200, '{"deleted":true,"notified":true}']),
    );
    expect(await getUser(userId)).toBeUndefined();
    expect(await app.inbox.all(email)).toHaveLength(1);
  });

  it.each([
    ['is looked up', '/recipe/session'],
    ['is looked up again', '/user/id'],
    ['shows that it knows the password', '/public/recipe/signin'],
    ['ends the sessions', '/recipe/session/remove'],
    ['removes the user', '/user/remove'],
  ])('sent twice, where the first %s when the second is done, succeeds', async (_, path) => {
    const held = app.core.hold(path);
    const slow = erase(ada.copy());
    await held.received;
    const answers = [await erase(ada.copy())];
    held.release();
    answers.push(await slow);
    expect(answers.map(({ statusCode, body }) => [statusCode, body])).toEqual(
      Array(2).fill([200, '{"deleted":true,"notified":true}']),
    );
    expect(await getUser(userId)).toBeUndefined();
    expect((await getUserMetadata(userId)).metadata).toEqual({});
    expect(await app.inbox.all(email)).toHaveLength(1);
    const subjects = subjectsOf({ id: userId, emails: [email] });
    const contents = await app.database.contents('counters');
    for (const subject of subjects) expect(contents).not.toContain(subject);
  });

  it('allows another account with the same address', async () => {
    await erase();
    const answer = bodyOf(await signUp(app.newBrowser(), email));
    expect(answer).toMatchObject({ status: 'OK' });
    expect((answer.user as { id: string }).id).not.toBe(userId);
  });

  it('does not affect other accounts', async () => {
    const otherUser = await app.signedIn();
    await erase();
    expect((await otherUser.send({ path: PROFILE })).statusCode).toBe(200);
  });

  it.each(['DELETE MY ACCOUNT', '  delete   my account '])('accepts %j as confirmation', async (words) => {
    expect((await erase(ada, PASSWORD, words)).statusCode).toBe(200);
  });

  it('answers 503 while the database is down, changes nothing, and can be repeated', async () => {
    await createNewRoleOrAddPermissions(ADMIN_ROLE, []);
    await assignRole('public', userId, ADMIN_ROLE);
    const other = await createUser(app);
    await assignRole('public', other.userId, ADMIN_ROLE);
    useRealTimeouts();
    const refused = await whileDatabaseIs(UNREACHABLE, () => erase());
    expect([refused.statusCode, errorCode(refused)]).toEqual([503, 'STORE_UNAVAILABLE']);
    expect(responseHeader(refused, 'retry-after')).toBe('5');
    expect(app.log.at(-1)).toMatchObject({ outcome: 'store_unavailable', database: 'ECONNREFUSED' });
    expect((await getRolesForUser('public', userId)).roles).toEqual([ADMIN_ROLE]);
    expect((await ada.send({ path: SESSIONS })).statusCode).toBe(200);
    expect((await erase()).statusCode).toBe(200);
    expect(await getUser(userId)).toBeUndefined();
  });

  it('keeps the account if the database fails after the password was checked', async () => {
    const held = app.core.hold('/public/recipe/signin');
    const answering = erase();
    await held.received;
    useRealTimeouts();
    const refused = await whileDatabaseIs(UNREACHABLE, () => {
      held.release();
      return answering;
    });
    expect(refused.statusCode).toBe(503);
    expect(await getUser(userId)).toBeDefined();
    expect((await erase()).statusCode).toBe(200);
  });

  it('erases what a request in progress has stored meanwhile, also when it is repeated', async () => {
    const rows = () => app.database.query('SELECT kind FROM activity WHERE kind = $1', ['email_changed']);
    const note = () => recordActivity(lambdaEvent({ path: '/' }), userId, 'email_changed');
    const held = app.core.hold('/user/remove');
    const again = ada.copy();
    const answering = erase();
    await held.received;
    await note();
    held.release();
    expect((await answering).statusCode).toBe(200);
    expect(await rows()).toEqual([]);
    await note();
    expect((await erase(again)).statusCode).toBe(200);
    expect(await rows()).toEqual([]);
  });

  it('succeeds where no database is provisioned', async () => {
    const response = await whileDatabaseIs(undefined, () => erase());
    expect([response.statusCode, bodyOf(response)]).toMatchObject([200, { deleted: true }]);
    expect(await getUser(userId)).toBeUndefined();
  });
});

it('logs neither password nor address', async () => {
  await erase(ada, 'wrong horse 1');
  await erase();
  expect(app.log.map(({ outcome }) => outcome)).toEqual(['wrong_password', 'account_deleted']);
  expect(JSON.stringify(app.log)).not.toMatch(/horse|@/);
});
