import { Query } from '../../db/query.ts';
import type { Tx } from '../../db/query.ts';
import type { ThirdParty } from './types.ts';

/**
 * Finds users in all tenants of the app. The matching login method must be in a tenant, except for emails,
 * which stay taken after their login method has left all tenants (unless it uses passkeys), as in the real
 * core.
 */
const inApp = (condition: string) =>
  new Query<{ user_id: string }>(
    `SELECT DISTINCT m.user_id FROM login_methods m WHERE m.app_id = ? AND ${condition}`,
  );
const IN_SOME_TENANT = `EXISTS (SELECT 1 FROM login_method_tenants t
  WHERE t.app_id = m.app_id AND t.recipe_user_id = m.recipe_user_id)`;
const usersOfAppByEmail = inApp(`m.email = ? AND (m.recipe_id <> 'webauthn' OR ${IN_SOME_TENANT})`);
const usersOfAppByPhoneNumber = inApp(`m.phone_number = ? AND ${IN_SOME_TENANT}`);
const usersOfAppByThirdParty = inApp(
  `m.third_party_id = ? AND m.third_party_user_id = ? AND ${IN_SOME_TENANT}`,
);
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

/** Finds the user of a passkey. */
export const userOfAppWithCredential = (tx: Tx, appId: string, credentialId: string): string | null =>
  userOfAppByCredential.get(tx, appId, credentialId)?.user_id ?? null;
