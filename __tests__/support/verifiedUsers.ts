import { getUser } from 'supertokens-node';
import {
  createEmailVerificationToken,
  verifyEmailUsingToken,
} from 'supertokens-node/recipe/emailverification';
import type { TestApp } from './testApp.ts';
import { createUser, type TestUser } from './users.ts';

/** Verifies the address with which a user has signed up. */
async function verifyAddress({ userId }: TestUser): Promise<void> {
  const [method] = (await getUser(userId))?.loginMethods ?? [];
  if (method === undefined) throw new Error('The user has no login method.');
  const created = await createEmailVerificationToken('public', method.recipeUserId);
  if (created.status === 'OK') await verifyEmailUsingToken('public', created.token);
}

/** Signs up a user with a password and a verified address. */
export async function createVerifiedUser(app: TestApp, email?: string): Promise<TestUser> {
  const user = await createUser(app, email === undefined ? {} : { email });
  await verifyAddress(user);
  return user;
}
