import { updateUserMetadata } from 'supertokens-node/recipe/usermetadata';
import { createNewRoleOrAddPermissions } from 'supertokens-node/recipe/userroles';
import { ACCOUNT_FUNCTION, accountData, type AccountData } from '../../config/contracts/data.ts';
import { readMessages } from '../../config/messages/readMessages.ts';
import { assignRole } from '../../netlify/platform/roles/userRoles.ts';
import { responseHeader } from '../../netlify/platform/http/message.ts';
import {
  AUTH,
  errorCode,
  useRealTimeouts,
  passTime,
  resumeTime,
  PASSWORD,
  USER,
  setUpTestApp,
} from '../support/testApp.ts';
import { createUser, signIn } from '../support/users.ts';
import { startTestAppWithDatabase } from '../support/testAppWithDatabase.ts';
import { UNREACHABLE, whileDatabaseIs } from '../support/testDatabase.ts';
import { bodyOf, type TestBrowser } from '../support/testBrowser.ts';
import { FIREFOX } from '../support/userAgents.ts';

const app = setUpTestApp(startTestAppWithDatabase);
let email: string;
let ada: TestBrowser;

beforeEach(async () => {
  const headers = { 'user-agent': FIREFOX };
  ({ email, browser: ada } = await createUser(app, { headers }));
  app.log.splice(0);
});

const signInAgain = () => signIn(app, email, { headers: { 'user-agent': FIREFOX } });
const ask = (browser = ada) => browser.send({ path: ACCOUNT_FUNCTION });

async function dataOf(browser = ada): Promise<AccountData> {
  const response = await ask(browser);
  expect(response.statusCode).toBe(200);
  return accountData.parse(bodyOf(response));
}

it('contains user, login methods, metadata, roles, sessions with devices, and activity', async () => {
  const { userId, sessionHandle } = bodyOf(await ada.send({ path: USER })) as Record<string, string>;
  await updateUserMetadata(userId ?? '', { name: 'Ada', plan: { tier: 'gold' } });
  await createNewRoleOrAddPermissions('editor', ['text:write']);
  await assignRole('public', userId ?? '', 'editor');
  await signInAgain();
  const data = await dataOf();
  expect(data.about).toBe(readMessages('en').deletion.download.about);
  expect(data.user).toMatchObject({
    id: userId,
    emails: [email],
    tenantIds: ['public'],
    timeJoined: expect.any(Number) as number,
    loginMethods: [{ recipeId: 'emailpassword', email, verified: false, recipeUserId: userId }],
  });
  expect(data.metadata).toEqual({ name: 'Ada', plan: { tier: 'gold' } });
  expect(data.roles).toEqual([{ tenantId: 'public', roles: ['editor'] }]);
  expect(data.sessions).toHaveLength(2);
  expect(data.sessions.find((one) => one.sessionHandle === sessionHandle)).toMatchObject({
    userId,
    tenantId: 'public',
    timeCreated: expect.any(Number) as number,
    expiry: expect.any(Number) as number,
    device: { browser: 'Firefox 140', system: 'Linux' },
    sessionDataInDatabase: { userAgent: FIREFOX },
  });
  const entries = Object.values(data.activity ?? {}).flatMap(
    (day) => (day as { entries: unknown[] }).entries,
  );
  expect(entries).toMatchObject([{ kind: 'signed_in' }, { kind: 'signed_in' }]);
});

it('contains all sessions, however many there are', async () => {
  await whileDatabaseIs(undefined, () => Promise.all(Array.from({ length: 54 }, signInAgain)));
  const { sessions } = await dataOf();
  expect(new Set(sessions.map(({ sessionHandle }) => sessionHandle)).size).toBe(55);
});

it('contains no credentials and no data of other users', async () => {
  const otherUser = await app.signedIn();
  const { userId } = bodyOf(await otherUser.send({ path: USER }));
  const response = await ask();
  expect(response.body).not.toContain(PASSWORD);
  expect(response.body).not.toContain(String(userId));
  for (const name of ada.jar.names()) expect(response.body).not.toContain(ada.jar.get(name));
  expect(response.body).not.toMatch(/\$2[aby]\$|passwordHash/);
  expect(responseHeader(response, 'cache-control')).toBe('private, no-store');
});

it('is refused without a session, with an ended session and with an expired one', async () => {
  expect(errorCode(await ask(app.newBrowser()))).toBe('SESSION_REQUIRED');
  const left = ada.copy();
  await ada.send({ method: 'POST', path: `${AUTH}/signout` });
  expect(errorCode(await ask(left))).toBe('SESSION_REQUIRED');
  const { browser: other } = await signInAgain();
  passTime();
  expect(errorCode(await ask(other))).toBe('SESSION_REFRESH_REQUIRED');
  resumeTime();
});

it('says where a part is not stored because no database is provisioned', async () => {
  expect(await whileDatabaseIs(undefined, () => dataOf())).toMatchObject({ activity: null });
});

it('is complete or absent: 503 while a part of it cannot be read', async () => {
  useRealTimeouts();
  const response = await whileDatabaseIs(UNREACHABLE, () => ask());
  expect([response.statusCode, errorCode(response)]).toEqual([503, 'STORE_UNAVAILABLE']);
  expect(responseHeader(response, 'retry-after')).toBe('5');
  await app.core.setBehavior('unreachable');
  const silent = await ask();
  await app.core.setBehavior('normal');
  expect([silent.statusCode, errorCode(silent)]).toEqual([503, 'CORE_UNAVAILABLE']);
});
