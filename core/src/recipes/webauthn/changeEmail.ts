import type { Context } from '../../context.ts';
import { emailIsOfAnotherPrimaryUser } from '../users/conflicts.ts';
import { changeContact, findOwnId, findUser, methodWithEmail } from '../users/store.ts';

export type ChangeResult =
  | { status: 'OK' }
  | { status: 'UNKNOWN_USER_ID_ERROR' }
  | { status: 'EMAIL_ALREADY_EXISTS_ERROR' | 'USER_WITH_EMAIL_ALREADY_EXISTS_ERROR' };

/** Changes the email of a login method in all its tenants. The email is not normalised. */
export const changeEmail = (
  { db }: Pick<Context, 'db'>,
  appId: string,
  anyId: string,
  email: string,
): Promise<ChangeResult> =>
  db.write((tx) => {
    const id = findOwnId(tx, appId, anyId);
    const user = id === null ? null : findUser(tx, appId, id);
    const method = user?.loginMethods.find((one) => one.recipeUserId === id);
    if (user === null || method?.recipeId !== 'webauthn') return { status: 'UNKNOWN_USER_ID_ERROR' };
    if (email === method.email) return { status: 'OK' };
    if (emailIsOfAnotherPrimaryUser(tx, appId, user, email))
      return { status: 'USER_WITH_EMAIL_ALREADY_EXISTS_ERROR' };
    const isTaken = method.tenantIds.some(
      (tenantId) => methodWithEmail(tx, appId, tenantId, 'webauthn', email) !== null,
    );
    if (isTaken) return { status: 'EMAIL_ALREADY_EXISTS_ERROR' };
    changeContact(tx, appId, method, { email });
    return { status: 'OK' };
  });
