import { deleteUser, getUser } from 'supertokens-node';
import { addRoleToUser, getRolesForUser, getUsersThatHaveRole } from 'supertokens-node/recipe/userroles';
import { removeRole } from '../../netlify/platform/roles/userRoles.ts';
import { postDeletion, WORDS } from '../support/accountDeletion.ts';
import { pathOf, startAdminTestApp } from './support/adminFunctions.ts';
import { errorCode, PASSWORD, setUpTestApp } from '../support/testApp.ts';
import { requireOwnApp } from '../support/testCore.ts';
import type { TestUser } from '../support/users.ts';

const app = setUpTestApp(startAdminTestApp);
beforeEach(requireOwnApp);

const admins = async (): Promise<string[]> => {
  const found = await getUsersThatHaveRole('public', 'admin');
  return found.status === 'OK' ? found.users : [];
};
afterEach(async () => {
  for (const id of await admins()) await removeRole('public', id, 'admin');
});

const erase = ({ browser }: TestUser, password = PASSWORD) =>
  postDeletion(browser, { password, confirmation: WORDS });

const hasRole = async ({ userId }: TestUser) =>
  (await getRolesForUser('public', userId)).roles.includes('admin');

describe('the only administrator', () => {
  it('cannot delete their own account and is told what to do', async () => {
    const only = await app.newAdministrator();
    const refused = await erase(only);
    expect([refused.statusCode, errorCode(refused)]).toEqual([409, 'CONFLICT']);
    expect(refused.body).toContain('Assign the role to another user first.');
    expect(app.log.at(-1)).toMatchObject({ outcome: 'only_administrator' });
    expect(await getUser(only.userId)).toBeDefined();
    expect(await hasRole(only)).toBe(true);
    expect((await app.ask(only, 'GET', pathOf(only.userId))).statusCode).toBe(200);
  });

  it('is told about a wrong password first', async () => {
    expect((await erase(await app.newAdministrator(), 'wrong horse 1')).statusCode).toBe(400);
  });

  it('cannot delete their account if the other administrator no longer exists', async () => {
    const only = await app.newAdministrator();
    const gone = await app.createUser();
    await deleteUser(gone.userId);
    await addRoleToUser('public', gone.userId, 'admin');
    expect((await erase(only)).statusCode).toBe(409);
  });

  it('can delete their account once there is another administrator', async () => {
    const [first, second] = [await app.newAdministrator(), await app.createUser()];
    await app.ask(first, 'PUT', pathOf(second.userId, '/roles/admin'));
    expect((await erase(first)).statusCode).toBe(200);
    expect(await admins()).toEqual([second.userId]);
    expect((await erase(second)).statusCode).toBe(409);
  });

  it('can delete their account after the command has removed the role', async () => {
    const only = await app.newAdministrator();
    await removeRole('public', only.userId, 'admin');
    expect((await erase(only)).statusCode).toBe(200);
  });
});

describe('two administrators at the same time', () => {
  it('both deleting their accounts leave at least one administrator', async () => {
    const [one, other] = [await app.newAdministrator(), await app.newAdministrator()];
    const answers = await Promise.all([erase(one), erase(other)]);
    for (const { statusCode } of answers) expect([200, 409]).toContain(statusCode);
    expect((await admins()).length).toBeGreaterThanOrEqual(1);
    for (const id of await admins()) expect(await getUser(id)).toBeDefined();
  });

  it('both stay if each has seen the other', async () => {
    const [one, other] = [await app.newAdministrator(), await app.newAdministrator()];
    const held = app.core.hold('POST /public/recipe/user/role/remove');
    const first = erase(one);
    await held.received;
    // The second request completes between the first one's check and its removal of the role.
    const secondHeld = app.core.hold('POST /public/recipe/user/role/remove');
    const second = erase(other);
    await secondHeld.received;
    held.release();
    secondHeld.release();
    const statuses = [(await first).statusCode, (await second).statusCode];
    expect(statuses).toContain(409);
    expect((await admins()).length).toBeGreaterThanOrEqual(1);
  });

  it('one removing the role of the other, who deletes their account, leave one administrator', async () => {
    const [one, other] = [await app.newAdministrator(), await app.newAdministrator()];
    const answers = await Promise.all([
      erase(one),
      app.ask(one, 'DELETE', pathOf(other.userId, '/roles/admin')),
    ]);
    expect(answers.map(({ statusCode }) => statusCode).every((status) => status < 500)).toBe(true);
    expect((await admins()).length).toBeGreaterThanOrEqual(1);
  });
});
