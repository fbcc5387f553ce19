import { errorCode, setUpTestApp } from '../support/testApp.ts';
import { searchSpellings } from '../support/emailSpellings.ts';
import { refusalOf } from '../support/refusals.ts';
import { bodyOf } from '../support/testBrowser.ts';
import { pathOf, startAdminTestApp, USERS } from './support/adminFunctions.ts';

const app = setUpTestApp(startAdminTestApp);

test('an administrator finds an address in every spelling and confirms a deletion with it', async () => {
  const name = crypto.randomUUID();
  const { stored, typed } = searchSpellings(name);
  const one = await app.newAdministrator();
  const { userId } = await app.createUser(stored);
  for (const email of [stored, ...typed, `${name}-jose\u0301`, `${name.toUpperCase()}-JOS\u00c9@`]) {
    const found = await one.browser.send({ path: USERS, query: { email } });
    expect(bodyOf(found)).toMatchObject({ users: [{ userId }] });
  }
  const byDomain = await one.browser.send({ path: USERS, query: { email: 'b\u00fccher.example' } });
  expect(bodyOf(byDomain).users).toContainEqual(expect.objectContaining({ userId }));
  const gone = await app.ask(one, 'POST', pathOf(userId, '/deletion'), { confirmation: typed[0] });
  expect(bodyOf(gone)).toEqual({ deleted: true });
});

describe('the admin role', () => {
  it.each(['admin%20', '%20admin', '%20%20admin%20'])(
    'cannot be removed from oneself as %j',
    async (name) => {
      const one = await app.newAdministrator();
      const refused = await app.ask(one, 'DELETE', pathOf(one.userId, `/roles/${name}`));
      expect([refused.statusCode, errorCode(refused)]).toEqual([409, 'CONFLICT']);
      expect((await app.look(one, one.userId)).roles).toEqual(['admin']);
    },
  );

  it.each(['Admin', 'admin%C2%A0', '%E3%80%80admin', 'admin%E2%80%8B', '%20', 'adm%20in'])(
    'differs from %j, which does not exist',
    async (name) => {
      const one = await app.newAdministrator();
      for (const method of ['PUT', 'DELETE']) {
        const refused = await app.ask(one, method, pathOf(one.userId, `/roles/${name}`));
        expect(refusalOf(refused).slice(0, 2)).toEqual([400, 'role']);
      }
      expect((await app.look(one, one.userId)).roles).toEqual(['admin']);
    },
  );

  it.each(['%20', '%20%20'])('cannot be removed through an id with %j around it', async (space) => {
    const one = await app.newAdministrator();
    const path = `${USERS}/${space}${one.userId}${space}/roles/admin`;
    expect([404, 409]).toContain((await app.ask(one, 'DELETE', path)).statusCode);
    expect((await app.look(one, one.userId)).roles).toEqual(['admin']);
  });
});
