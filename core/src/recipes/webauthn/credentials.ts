import type { Context } from '../../context.ts';
import type { Tx } from '../../db/query.ts';
import type { JsonObject } from '../../json.ts';
import type { Tenant } from '../multitenancy/types.ts';
import { findOwnId, findUser } from '../users/store.ts';
import { checkRegistration } from './ceremony.ts';
import type { PasskeyRefusal } from './ceremony.ts';
import {
  addCredential,
  credentialsOf,
  findCredentialOf,
  findOptionsOfTenant,
  hasCredential,
  removeCredential,
} from './store.ts';
import type { Credential, Options } from './types.ts';

export type RegisterResult =
  | { status: 'OK'; credential: Credential; options: Options }
  | { status: 'UNKNOWN_USER_ID_ERROR' | 'CREDENTIAL_ALREADY_EXISTS_ERROR' }
  | PasskeyRefusal;

/**
 * Registers another passkey for a login method. Its options must belong to the tenant, which the real core
 * checks only here.
 */
export async function registerCredential(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  tenant: Tenant,
  anyId: string,
  optionsId: string,
  shown: JsonObject,
): Promise<RegisterResult> {
  const { appId } = tenant;
  const found = await db.read((tx) => findOptionsOfTenant(tx, tenant, optionsId));
  const checked = await checkRegistration(found, shown, clock.now());
  if (checked.status !== 'OK') return checked;
  const { options, passkey } = checked;

  return db.write((tx) => {
    if (hasCredential(tx, appId, passkey)) return { status: 'CREDENTIAL_ALREADY_EXISTS_ERROR' };
    const recipeUserId = findOwnId(tx, appId, anyId);
    if (recipeUserId === null || !usesPasskeys(tx, appId, recipeUserId))
      return { status: 'UNKNOWN_USER_ID_ERROR' };
    const credential = { ...passkey, recipeUserId };
    addCredential(tx, appId, credential);
    return { status: 'OK', credential, options };
  });
}

const usesPasskeys = (tx: Tx, appId: string, recipeUserId: string): boolean =>
  findUser(tx, appId, recipeUserId)?.loginMethods.some(
    (method) => method.recipeUserId === recipeUserId && method.recipeId === 'webauthn',
  ) ?? false;

/** Returns a passkey of a login method, or null. */
export const getCredential = (
  { db }: Pick<Context, 'db'>,
  appId: string,
  anyId: string,
  credentialId: string,
): Promise<Credential | null> =>
  db.read((tx) => {
    const recipeUserId = findOwnId(tx, appId, anyId);
    return recipeUserId === null ? null : findCredentialOf(tx, appId, recipeUserId, credentialId);
  });

/** Lists the passkeys of a login method, oldest first. */
export const listCredentials = (
  { db }: Pick<Context, 'db'>,
  appId: string,
  anyId: string,
): Promise<Credential[]> =>
  db.read((tx) => {
    const recipeUserId = findOwnId(tx, appId, anyId);
    return recipeUserId === null ? [] : credentialsOf(tx, appId, recipeUserId);
  });

/** Removes a passkey, even the last one. Returns false if the login method has none of this id. */
export const revokeCredential = (
  { db }: Pick<Context, 'db'>,
  appId: string,
  anyId: string,
  credentialId: string,
): Promise<boolean> =>
  db.write((tx) => {
    const recipeUserId = findOwnId(tx, appId, anyId);
    return recipeUserId !== null && removeCredential(tx, appId, recipeUserId, credentialId);
  });
