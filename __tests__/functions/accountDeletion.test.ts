/** @jest-environment node */
import { getUser, listUsersByAccountInfo } from 'supertokens-node';
import { getSessionInformation } from 'supertokens-node/recipe/session';
import { getUserMetadata } from 'supertokens-node/recipe/usermetadata';
import { createNewRoleOrAddPermissions, getRolesForUser } from 'supertokens-node/recipe/userroles';
import { FUNCTION_PATHS } from '../../config/functionContract.ts';
import { noteActivity } from '../../netlify/activity/activity.ts';
import { giveRole } from '../../netlify/admin/roles.ts';
import { accountsOf } from '../../netlify/throttle/attempt.ts';
import { responseHeader, type FunctionResponse } from '../../netlify/http/message.ts';
import { startAtomicBlobs } from '../support/atomicBlobs.ts';
import { blobsAccess } from '../support/blobsServer.ts';
import {
  AUTH,
  credentials,
  errorCode,
  PASSWORD,
  passTime,
  PROFILE,
  REAL_TIMERS,
  SESSIONS,
  startFunctionWorld,
  USER,
  type FunctionWorld,
} from '../support/functionWorld.ts';
import { startInbox, type Inbox } from '../support/inbox.ts';
import { lambdaEvent } from '../support/lambdaEvent.ts';
import { bodyOf, setCookies, type TestBrowser } from '../support/testBrowser.ts';

const DELETION = `${FUNCTION_PATHS.account}/deletion`;
const WORDS = 'delete my account';

// A refused sign-in is answered no sooner than after half a second.
jest.setTimeout(30_000);

let world: FunctionWorld;
let store: Awaited<ReturnType<typeof startAtomicBlobs>>;
let inbox: Inbox;
let email: string;
let userId: string;
let ada: TestBrowser;
beforeAll(async () => {
  [store, inbox] = await Promise.all([startAtomicBlobs(), startInbox()]);
  world = await startFunctionWorld(inbox.env);
});
afterAll(async () => {
  await world.close();
  store.close();
  await inbox.close();
});

async function post(browser: TestBrowser, path: string, body: object): Promise<FunctionResponse> {
  return browser.send({ method: 'POST', path: `${AUTH}${path}`, body, blobs: store.access });
}

async function signIn(
  password = PASSWORD,
  address = email,
): Promise<{ browser: TestBrowser; status: unknown }> {
  const browser = world.newBrowser();
  return { browser, status: bodyOf(await post(browser, '/signin', credentials(address, password))).status };
}

beforeEach(async () => {
  jest.useFakeTimers({ now: Date.now(), doNotFake: REAL_TIMERS });
  email = `Ada.${crypto.randomUUID()}@example.com`.toLowerCase();
  ada = world.newBrowser();
  const { user } = bodyOf(await post(ada, '/signup', credentials(email))) as { user: { id: string } };
  userId = user.id;
  world.log.splice(0);
});

const order = (body: string | object, browser = ada, headers = {}, blobs = store.access) =>
  browser.send({ method: 'POST', path: DELETION, body, headers, blobs });
const erase = (browser = ada, password = PASSWORD, confirmation = WORDS) =>
  order({ password, confirmation }, browser);

const refusalOf = (response: FunctionResponse) => {
  const { field, message } = bodyOf(response).error as { field?: string; message: string };
  return [response.statusCode, field, message];
};

describe('a deletion', () => {
  it('leaves nothing in the core', async () => {
    await ada.send({ method: 'PATCH', path: PROFILE, body: { name: 'Ada' } });
    await createNewRoleOrAddPermissions('editor', ['text:write']);
    await giveRole('public', userId, 'editor');
    const { sessionHandle } = bodyOf(await ada.send({ path: USER }));
    const response = await erase();
    expect([response.statusCode, bodyOf(response)]).toEqual([200, { deleted: true, notified: true }]);
    expect(await getUser(userId)).toBeUndefined();
    expect(await listUsersByAccountInfo('public', { email })).toEqual([]);
    expect((await getUserMetadata(userId)).metadata).toEqual({});
    expect((await getRolesForUser('public', userId)).roles).toEqual([]);
    expect(await getSessionInformation(String(sessionHandle))).toBeUndefined();
    expect((await signIn()).status).toBe('WRONG_CREDENTIALS_ERROR');
    expect(world.log[2]).toMatchObject({
      route: 'account/deletion',
      outcome: 'account_deleted',
      mail: 'sent',
    });
  });

  it('leaves nothing in our own stores', async () => {
    const counted = () => store.contents('throttle').match(/account(\/|%2F)\w+/g) ?? [];
    const before = { activity: store.contents('activity'), counted: counted() };
    const { user } = bodyOf(await post(world.newBrowser(), '/signup', credentials(`2.${email}`))) as {
      user: { id: string };
    };
    const { browser } = await signIn(PASSWORD, `2.${email}`);
    await noteActivity(lambdaEvent({ path: '/', blobs: store.access }), user.id, 'password_changed');
    await signIn('wrong horse 1', `2.${email}`);
    await erase(browser, 'wrong horse 2');
    const body = { formFields: [{ id: 'email', value: `2.${email}`.toUpperCase() }] };
    await post(world.newBrowser(), '/user/password/reset/token', body);
    expect(store.contents('activity')).not.toBe(before.activity);
    expect(counted().length).toBeGreaterThanOrEqual(before.counted.length + 3);
    expect((await erase(browser)).statusCode).toBe(200);
    expect(store.contents('activity')).toBe(before.activity);
    expect(counted()).toEqual(before.counted);
  });

  it('ends every session, and takes every cookie from the browser that asked, the ones of the widget included', async () => {
    const { browser: other } = await signIn();
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
    const mail = await inbox.read(email);
    expect(mail.subject).toBe('Your account is deleted');
    expect(mail.text).toContain('with everything that was kept for it');
    expect(mail.text + mail.html).not.toContain('horse');
  });

  it('sent twice, one after the other, is done and says so, and there is one mail', async () => {
    const again = ada.copy();
    await erase();
    const response = await erase(again);
    expect([response.statusCode, bodyOf(response)]).toEqual([200, { deleted: true, notified: true }]);
    expect(again.jar.names()).toEqual([]);
    expect(await inbox.all(email)).toHaveLength(1);
    expect(world.log.at(-1)).toMatchObject({ outcome: 'account_gone' });
  });

  it('sent twice at once, is done and says so, and there is one mail', async () => {
    const answers = await Promise.all([erase(ada.copy()), erase(ada.copy())]);
    expect(answers.map(({ statusCode, body }) => [statusCode, body])).toEqual(
      Array(2).fill([200, '{"deleted":true,"notified":true}']),
    );
    expect(await getUser(userId)).toBeUndefined();
    expect(await inbox.all(email)).toHaveLength(1);
  });

  it.each([
    ['is looked up', '/recipe/session'],
    ['is looked up again', '/user/id'],
    ['shows that it knows the password', '/public/recipe/signin'],
    ['ends the sessions', '/recipe/session/remove'],
    ['removes the user', '/user/remove'],
  ])('sent twice, of which one %s when the other is through, is done and says so', async (_, path) => {
    const held = world.core.hold(path);
    const slow = erase(ada.copy());
    await held.made;
    const answers = [await erase(ada.copy())];
    held.letGo();
    answers.push(await slow);
    expect(answers.map(({ statusCode, body }) => [statusCode, body])).toEqual(
      Array(2).fill([200, '{"deleted":true,"notified":true}']),
    );
    expect(await getUser(userId)).toBeUndefined();
    expect((await getUserMetadata(userId)).metadata).toEqual({});
    expect(await inbox.all(email)).toHaveLength(1);
    for (const account of accountsOf({ id: userId, emails: [email] }))
      expect(store.contents('throttle')).not.toContain(account);
  });

  it('makes room for another account with the same address', async () => {
    await erase();
    const answer = await post(world.newBrowser(), '/signup', credentials(email));
    expect(bodyOf(answer)).toMatchObject({ status: 'OK' });
    expect((bodyOf(answer).user as { id: string }).id).not.toBe(userId);
  });

  it("does not touch anybody else's", async () => {
    const stranger = await world.signedIn();
    await erase();
    expect((await stranger.send({ path: PROFILE })).statusCode).toBe(200);
  });

  it.each(['DELETE MY ACCOUNT', '  delete   my account '])('takes %j for the words', async (words) => {
    expect((await erase(ada, PASSWORD, words)).statusCode).toBe(200);
  });

  it('goes through while our own stores are down, and the log says so', async () => {
    const response = await order({ password: PASSWORD, confirmation: WORDS }, ada, {}, blobsAccess(1));
    expect([response.statusCode, bodyOf(response)]).toMatchObject([200, { deleted: true }]);
    expect(await getUser(userId)).toBeUndefined();
    expect(world.log.at(-1)).toMatchObject({ throttle: 'down', activity: 'down' });
  });
});

describe('what is refused', () => {
  it.each<[string, object, string, RegExp]>([
    ['a wrong password', { password: 'wrong horse 1', confirmation: WORDS }, 'password', /^That is not/],
    ['no password', { confirmation: WORDS }, 'password', /^Give your password/],
    ['an empty one', { password: '', confirmation: WORDS }, 'password', /^Give your password/],
    ['one that is no text', { password: 1, confirmation: WORDS }, 'password', /^Give your password/],
    ['an endless one', { password: 'x'.repeat(9999), confirmation: WORDS }, 'password', /^That is not/],
    ['no confirmation', { password: PASSWORD }, 'confirmation', /“delete my account”/],
    ['an empty one', { password: PASSWORD, confirmation: '' }, 'confirmation', /Nothing was deleted/],
    ['another one', { password: PASSWORD, confirmation: 'delete' }, 'confirmation', /Nothing was deleted/],
    ['one that is no text', { password: PASSWORD, confirmation: true }, 'confirmation', /Nothing was/],
    ['a field that nobody knows', { password: PASSWORD, confirmation: WORDS, userId: 'x' }, 'userId', /./],
  ])('%s', async (_name, body, field, words) => {
    expect(refusalOf(await order(body))).toEqual([400, field, expect.stringMatching(words)]);
    expect(await getUser(userId)).toBeDefined();
    expect((await ada.send({ path: SESSIONS })).statusCode).toBe(200);
  });

  it('somebody without a session, with an ended one, with an expired one, a page of another site', async () => {
    expect(errorCode(await erase(world.newBrowser()))).toBe('SESSION_REQUIRED');
    const body = { password: PASSWORD, confirmation: WORDS };
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }])
      expect(errorCode(await order(body, ada, headers))).toBe('CROSS_ORIGIN_REFUSED');
    const { browser } = await signIn();
    const left = browser.copy();
    await browser.send({ method: 'POST', path: `${AUTH}/signout` });
    expect(errorCode(await erase(left))).toBe('SESSION_REQUIRED');
    passTime();
    expect(errorCode(await erase())).toBe('SESSION_REFRESH_REQUIRED');
    expect(await getUser(userId)).toBeDefined();
  });

  it('other addresses and methods', async () => {
    const ask = (method: string, path: string) => ada.send({ method, path, body: {} });
    expect((await ask('POST', FUNCTION_PATHS.account)).statusCode).toBe(404);
    expect((await ask('POST', `${FUNCTION_PATHS.account}/other`)).statusCode).toBe(404);
    expect((await ada.send({ path: DELETION })).statusCode).toBe(404);
    expect((await ask('DELETE', FUNCTION_PATHS.account)).statusCode).toBe(405);
    expect(await getUser(userId)).toBeDefined();
  });

  it('guesses, by the same count as those at a change of password', async () => {
    const change = (currentPassword: string) =>
      ada.send({
        method: 'PUT',
        path: FUNCTION_PATHS.password,
        body: { currentPassword, newPassword: 'tall giraffe 2' },
        blobs: store.access,
      });
    for (let tries = 0; tries < 3; tries += 1)
      expect((await erase(ada, `guess ${tries}`)).statusCode).toBe(400);
    for (let tries = 3; tries < 5; tries += 1) expect((await change(`guess ${tries}`)).statusCode).toBe(400);
    const refused = await erase();
    expect([refused.statusCode, errorCode(refused)]).toEqual([429, 'TOO_MANY_REQUESTS']);
    expect(await getUser(userId)).toBeDefined();
    passTime(2000);
    expect((await erase()).statusCode).toBe(200);
  });

  it('everything with 503 while the core is silent, and nothing is deleted', async () => {
    await world.core.setMood('refused');
    const response = await erase();
    await world.core.setMood('well');
    expect([response.statusCode, errorCode(response)]).toEqual([503, 'CORE_UNAVAILABLE']);
    expect(await getUser(userId)).toBeDefined();
    expect((await erase()).statusCode).toBe(200);
  });
});

it('neither password nor address is in the log', async () => {
  await erase(ada, 'wrong horse 1');
  await erase();
  expect(world.log.map(({ outcome }) => outcome)).toEqual(['wrong_password', 'account_deleted']);
  expect(JSON.stringify(world.log)).not.toMatch(/horse|@/);
});
