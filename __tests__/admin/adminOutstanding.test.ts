import { createRole, assignRole } from '../../netlify/platform/roles/userRoles.ts';
import { setUpTestApp } from '../support/testApp.ts';
import { startFullTestApp } from '../support/fullTestApp.ts';
import { outstandingIn } from '../support/outstanding.ts';
import { createUser, type TestUser } from '../support/users.ts';
import { pathOf } from './support/adminFunctions.ts';

const app = setUpTestApp(startFullTestApp);
const outstanding = outstandingIn(app);
let admin: TestUser;
beforeAll(async () => {
  admin = await createUser(app);
  await createRole('admin');
  await assignRole('public', admin.userId, 'admin');
});

it('an administrator who ends all sessions of a user ends all outstanding requests', async () => {
  await outstanding.expectEnded(({ userId }) =>
    admin.browser.send({ method: 'DELETE', path: pathOf(userId, '/sessions') }),
  );
});

it('a deletion by an administrator ends all outstanding requests', async () => {
  await outstanding.expectDeleted(({ userId, old }) =>
    admin.browser.send({ method: 'POST', path: pathOf(userId, '/deletion'), body: { confirmation: old } }),
  );
});
