import { Query } from '../../db/query.ts';
import type { Tx } from '../../db/query.ts';
import type { ThirdParty } from './types.ts';

/** Users anywhere in the app, as long as the login method that matches is in some tenant. */
const inApp = (condition: string) =>
  new Query<{ user_id: string }>(
    `SELECT DISTINCT m.user_id FROM login_methods m WHERE m.app_id = ? AND ${condition}
       AND EXISTS (SELECT 1 FROM login_method_tenants t
         WHERE t.app_id = m.app_id AND t.recipe_user_id = m.recipe_user_id)`,
  );
const usersOfAppByEmail = inApp('m.email = ?');
const usersOfAppByPhoneNumber = inApp('m.phone_number = ?');
const usersOfAppByThirdParty = inApp('m.third_party_id = ? AND m.third_party_user_id = ?');
const userOfAppByCredential = new Query<{ user_id: string }>(
  `SELECT m.user_id FROM webauthn_credentials c
   JOIN login_methods m ON m.app_id = c.app_id AND m.recipe_user_id = c.recipe_user_id
   WHERE c.app_id = ? AND c.credential_id = ? ORDER BY c.relying_party_id LIMIT 1`,
);

export const usersOfAppWithEmail = (tx: Tx, appId: string, email: string): string[] =>
  usersOfAppByEmail.all(tx, appId, email).map((row) => row.user_id);

export const usersOfAppWithPhoneNumber = (tx: Tx, appId: string, phoneNumber: string): string[] =>
  usersOfAppByPhoneNumber.all(tx, appId, phoneNumber).map((row) => row.user_id);

export const usersOfAppWithThirdParty = (tx: Tx, appId: string, { id, userId }: ThirdParty): string[] =>
  usersOfAppByThirdParty.all(tx, appId, id, userId).map((row) => row.user_id);

/** The user who signs in with a passkey. */
export const userOfAppWithCredential = (tx: Tx, appId: string, credentialId: string): string | null =>
  userOfAppByCredential.get(tx, appId, credentialId)?.user_id ?? null;
