import type { Context } from '../../context.ts';
import { verifyAssertion } from '../../crypto/passkeys.ts';
import { REASONS } from '../../crypto/passkeyReasons.ts';
import type { Tx } from '../../db/query.ts';
import type { JsonObject } from '../../json.ts';
import { markActive } from '../activeusers/activeusers.ts';
import type { Tenant } from '../multitenancy/types.ts';
import { findUser } from '../users/store.ts';
import type { User } from '../users/types.ts';
import { EXPIRED, isExpired } from './ceremony.ts';
import type { PasskeyRefusal } from './ceremony.ts';
import { readCredentialId } from './credentialForm.ts';
import { findCredential, findOptions, setCounter } from './store.ts';
import type { Credential, Options } from './types.ts';

export type SignInResult =
  | { status: 'OK'; user: User; recipeUserId: string }
  | { status: 'CREDENTIAL_NOT_FOUND_ERROR' }
  | PasskeyRefusal;

/**
 * Signs in by passkey, in any tenant. Options stay valid until they expire, because in this CDI version the
 * SDK sends the same assertion twice.
 */
export async function signIn(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  { appId }: Tenant,
  optionsId: string,
  shown: JsonObject,
): Promise<SignInResult> {
  const found = await db.read((tx) => find(tx, appId, optionsId, shown));
  if (found.status !== 'OK') return found;
  const { options, credential } = found;
  const now = clock.now();
  if (isExpired(options, now)) return EXPIRED;
  const asserted = await verifyAssertion(shown, options, credential);
  if (asserted.status !== 'OK') return asserted;

  return db.write((tx) => {
    const current = findCredential(tx, appId, credential.id);
    const user = current === null ? null : findUser(tx, appId, current.recipeUserId);
    // The passkey was removed while its signature was checked.
    if (current?.recipeUserId !== credential.recipeUserId || user === null)
      return { status: 'CREDENTIAL_NOT_FOUND_ERROR' };
    if (isReplayed(asserted.counter, current)) return REPLAYED;
    setCounter(tx, appId, current.id, asserted.counter, now);
    markActive(tx, appId, user.id, now);
    return { status: 'OK', user, recipeUserId: current.recipeUserId };
  });
}

type Found =
  | { status: 'OK'; options: Options; credential: Credential }
  | { status: 'CREDENTIAL_NOT_FOUND_ERROR' }
  | PasskeyRefusal;

function find(tx: Tx, appId: string, optionsId: string, shown: JsonObject): Found {
  const options = findOptions(tx, appId, optionsId);
  if (options === null) return { status: 'OPTIONS_NOT_FOUND_ERROR' };
  const form = readCredentialId(shown);
  if (form.status !== 'OK') return form;
  const credential = findCredential(tx, appId, form.id);
  return credential === null
    ? { status: 'CREDENTIAL_NOT_FOUND_ERROR' }
    : { status: 'OK', options, credential };
}

const REPLAYED: PasskeyRefusal = {
  status: 'INVALID_AUTHENTICATOR_ERROR',
  reason: REASONS.counter,
};

/** Authenticators without a counter always send 0. The same assertion may have been checked concurrently. */
const isReplayed = (counter: number, current: Credential): boolean =>
  (counter > 0 || current.counter > 0) && counter <= current.counter;
