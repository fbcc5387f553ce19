import { createRole, assignRole } from '../../netlify/platform/roles/userRoles.ts';
import { startDeployWorld, type DeployWorld } from '../support/deployWorld.ts';
import { outstandingIn } from '../support/outstanding.ts';
import { newPerson, type Person } from '../support/people.ts';
import { pathOf } from './support/adminFunctions.ts';

let world: DeployWorld;
let outstanding: ReturnType<typeof outstandingIn>;
let admin: Person;
beforeAll(async () => {
  world = await startDeployWorld();
  outstanding = outstandingIn(world);
  admin = await newPerson(world);
  await createRole('admin');
  await assignRole('public', admin.userId, 'admin');
});
afterAll(() => world.close());

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
