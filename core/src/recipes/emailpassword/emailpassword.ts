import type { Context } from '../../context.ts';
import { uuid } from '../../crypto/digest.ts';
import { isHashOf } from '../../crypto/passwords.ts';
import { badRequest } from '../../errors.ts';
import { markActive } from '../activeusers/activeusers.ts';
import type { Tenant } from '../multitenancy/types.ts';
import { emailIsOfAnotherPrimaryUser } from '../users/conflicts.ts';
import { isMadeUpEmail } from '../users/email.ts';
import {
  addUser,
  changeContact,
  findOwnId,
  findUser,
  markEmailVerified,
  methodWithEmail,
} from '../users/store.ts';
import type { LoginMethod, User } from '../users/types.ts';
import { NO_SIGNER_KEY } from './passwordImport.ts';
import { findPasswordHash, savePasswordHash } from './store.ts';

type Services = Pick<Context, 'db' | 'clock' | 'passwords'>;

export type SignUpResult =
  { status: 'OK'; user: User; recipeUserId: string } | { status: 'EMAIL_ALREADY_EXISTS_ERROR' };

export async function signUp(
  { db, clock, passwords }: Services,
  { appId, tenantId, settings }: Tenant,
  email: string,
  password: string,
): Promise<SignUpResult> {
  const passwordHash = await passwords.hash(password, settings.passwordHashing);
  return db.write((tx) => {
    if (methodWithEmail(tx, appId, tenantId, 'emailpassword', email) !== null)
      return { status: 'EMAIL_ALREADY_EXISTS_ERROR' };
    const userId = uuid();
    const now = clock.now();
    addUser(tx, appId, { userId, tenantId, recipeId: 'emailpassword', timeJoined: now, email });
    savePasswordHash(tx, appId, userId, passwordHash);
    if (isMadeUpEmail(email)) markEmailVerified(tx, appId, userId, email);
    markActive(tx, appId, userId, now);
    const user = findUser(tx, appId, userId);
    if (user === null) throw new Error('the added user does not exist');
    return { status: 'OK', user, recipeUserId: userId };
  });
}

export type SignInResult =
  { status: 'OK'; user: User; recipeUserId: string } | { status: 'WRONG_CREDENTIALS_ERROR' };

export async function signIn(
  { db, clock, passwords }: Services,
  { appId, tenantId, settings }: Tenant,
  email: string,
  password: string,
): Promise<SignInResult> {
  const known = await db.read((tx) => {
    const recipeUserId = methodWithEmail(tx, appId, tenantId, 'emailpassword', email);
    const passwordHash = recipeUserId === null ? null : findPasswordHash(tx, appId, recipeUserId);
    return recipeUserId === null || passwordHash === null ? null : { recipeUserId, passwordHash };
  });
  if (known === null) return { status: 'WRONG_CREDENTIALS_ERROR' };
  const signerKey = settings.firebaseSignerKey;
  if (signerKey === undefined && isHashOf('FIREBASE_SCRYPT', known.passwordHash))
    throw badRequest(NO_SIGNER_KEY);
  if (!(await passwords.matches(password, known.passwordHash, signerKey)))
    return { status: 'WRONG_CREDENTIALS_ERROR' };

  return db.write((tx) => {
    const user = findUser(tx, appId, known.recipeUserId);
    // The user was removed while the password was checked.
    if (user === null) return { status: 'WRONG_CREDENTIALS_ERROR' };
    markActive(tx, appId, user.id, clock.now());
    return { status: 'OK', user, recipeUserId: firstMethodOf(user, email)?.recipeUserId ?? user.id };
  });
}

/** The login method that the real core reports: the first with this email, whatever its tenant. */
const firstMethodOf = ({ loginMethods }: User, email: string): LoginMethod | undefined =>
  loginMethods.find((one) => one.recipeId === 'emailpassword' && one.email === email);

export type UpdateResult =
  | { status: 'OK' }
  | { status: 'UNKNOWN_USER_ID_ERROR' }
  | { status: 'EMAIL_ALREADY_EXISTS_ERROR' }
  | { status: 'EMAIL_CHANGE_NOT_ALLOWED_ERROR'; reason: string };

/** Changes email, password or both in one transaction. */
export async function updateCredentials(
  { db, passwords }: Services,
  { appId, settings }: Tenant,
  anyId: string,
  change: { email?: string | undefined; password?: string | undefined },
): Promise<UpdateResult> {
  const { email, password } = change;
  const passwordHash =
    password === undefined ? null : await passwords.hash(password, settings.passwordHashing);
  return db.write((tx) => {
    const recipeUserId = findOwnId(tx, appId, anyId) ?? anyId;
    const user = findUser(tx, appId, recipeUserId);
    const method = user?.loginMethods.find((one) => one.recipeUserId === recipeUserId);
    if (user === null || method?.recipeId !== 'emailpassword') return { status: 'UNKNOWN_USER_ID_ERROR' };
    if (email !== undefined) {
      if (emailIsOfAnotherPrimaryUser(tx, appId, user, email))
        return {
          status: 'EMAIL_CHANGE_NOT_ALLOWED_ERROR',
          reason: 'New email is associated with another primary user ID',
        };
      const holders = method.tenantIds.map((id) => methodWithEmail(tx, appId, id, 'emailpassword', email));
      if (holders.some((holder) => holder !== null && holder !== recipeUserId))
        return { status: 'EMAIL_ALREADY_EXISTS_ERROR' };
      changeContact(tx, appId, method, { email });
    }
    if (passwordHash !== null) savePasswordHash(tx, appId, recipeUserId, passwordHash);
    return { status: 'OK' };
  });
}
