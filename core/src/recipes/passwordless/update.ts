import type { Context } from '../../context.ts';
import type { Tx } from '../../db/query.ts';
import { emailIsOfAnotherPrimaryUser, phoneNumberIsOfAnotherPrimaryUser } from '../users/conflicts.ts';
import {
  changeContact,
  findOwnId,
  findUser,
  methodWithEmail,
  methodWithPhoneNumber,
} from '../users/store.ts';
import type { LoginMethod, User } from '../users/types.ts';
import { removeDevicesOfEmail, removeDevicesOfPhoneNumber } from './store.ts';

/** null removes a contact, undefined leaves it unchanged. */
export interface ContactUpdate {
  readonly email?: string | null | undefined;
  readonly phoneNumber?: string | null | undefined;
}

type ContactRefusal =
  | { status: 'EMAIL_ALREADY_EXISTS_ERROR' | 'PHONE_NUMBER_ALREADY_EXISTS_ERROR' }
  | { status: 'EMAIL_CHANGE_NOT_ALLOWED_ERROR' | 'PHONE_NUMBER_CHANGE_NOT_ALLOWED_ERROR'; reason: string };

export type UpdateResult =
  { status: 'OK' } | { status: 'UNKNOWN_USER_ID_ERROR' } | { status: 'NO_CONTACT_LEFT' } | ContactRefusal;

/**
 * Changes the contacts of a login method in one transaction. Revokes pending codes of the old and the new
 * contact.
 */
export function updateContact(
  { db }: Pick<Context, 'db'>,
  appId: string,
  anyId: string,
  update: ContactUpdate,
): Promise<UpdateResult> {
  return db.write((tx) => {
    const id = findOwnId(tx, appId, anyId);
    const user = id === null ? null : findUser(tx, appId, id);
    const method = user?.loginMethods.find((one) => one.recipeUserId === id);
    if (user === null || method?.recipeId !== 'passwordless') return { status: 'UNKNOWN_USER_ID_ERROR' };
    const { email = method.email, phoneNumber = method.phoneNumber } = update;
    if (email === null && phoneNumber === null) return { status: 'NO_CONTACT_LEFT' };
    const refusal =
      refuseEmail(tx, appId, user, method, email) ?? refusePhoneNumber(tx, appId, user, method, phoneNumber);
    if (refusal !== null) return refusal;

    changeContact(tx, appId, method, { email, phoneNumber });
    for (const tenantId of method.tenantIds) {
      if (email !== method.email)
        for (const one of [email, method.email])
          if (one !== null) removeDevicesOfEmail(tx, { appId, tenantId }, one);
      if (phoneNumber !== method.phoneNumber)
        for (const one of [phoneNumber, method.phoneNumber])
          if (one !== null) removeDevicesOfPhoneNumber(tx, { appId, tenantId }, one);
    }
    return { status: 'OK' };
  });
}

function refuseEmail(
  tx: Tx,
  appId: string,
  user: User,
  method: LoginMethod,
  email: string | null,
): ContactRefusal | null {
  if (email === null || email === method.email) return null;
  if (emailIsOfAnotherPrimaryUser(tx, appId, user, email))
    return {
      status: 'EMAIL_CHANGE_NOT_ALLOWED_ERROR',
      reason: 'New email is associated with another primary user ID',
    };
  const isTaken = method.tenantIds.some(
    (tenantId) => methodWithEmail(tx, appId, tenantId, 'passwordless', email) !== null,
  );
  return isTaken ? { status: 'EMAIL_ALREADY_EXISTS_ERROR' } : null;
}

function refusePhoneNumber(
  tx: Tx,
  appId: string,
  user: User,
  method: LoginMethod,
  phoneNumber: string | null,
): ContactRefusal | null {
  if (phoneNumber === null || phoneNumber === method.phoneNumber) return null;
  if (phoneNumberIsOfAnotherPrimaryUser(tx, appId, user, phoneNumber))
    return {
      status: 'PHONE_NUMBER_CHANGE_NOT_ALLOWED_ERROR',
      reason: 'New phone number is associated with another primary user ID',
    };
  const isTaken = method.tenantIds.some(
    (tenantId) => methodWithPhoneNumber(tx, appId, tenantId, phoneNumber) !== null,
  );
  return isTaken ? { status: 'PHONE_NUMBER_ALREADY_EXISTS_ERROR' } : null;
}
