import type { Context } from '../../context.ts';
import { uuid } from '../../crypto/digest.ts';
import { isHashOf } from '../../crypto/passwords.ts';
import type { HashingAlgorithm } from '../../crypto/passwords.ts';
import type { Tenant } from '../multitenancy/types.ts';
import { addUser, findUser, methodWithEmail } from '../users/store.ts';
import type { User } from '../users/types.ts';
import { savePasswordHash } from './store.ts';

export type ImportResult =
  { status: 'OK'; user: User; didUserAlreadyExist: boolean } | { status: 'UNSUPPORTED_HASH'; reason: string };

const NAMES: Readonly<Record<HashingAlgorithm, string>> = {
  ARGON2: 'Argon2',
  BCRYPT: 'BCrypt',
  FIREBASE_SCRYPT: 'Firebase SCrypt',
};
const ALGORITHMS = Object.keys(NAMES) as HashingAlgorithm[];

/** Creates a user with a password hash from elsewhere, or replaces the hash of the existing user. */
export async function importUser(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  { appId, tenantId, settings }: Tenant,
  email: string,
  passwordHash: string,
  algorithm: HashingAlgorithm | null,
): Promise<ImportResult> {
  const reason = refusalOf(passwordHash, algorithm, settings.firebaseSignerKey);
  if (reason !== null) return { status: 'UNSUPPORTED_HASH', reason };
  return db.write((tx) => {
    const known = methodWithEmail(tx, appId, tenantId, 'emailpassword', email);
    const id = known ?? uuid();
    if (known === null)
      addUser(tx, appId, {
        userId: id,
        tenantId,
        recipeId: 'emailpassword',
        timeJoined: clock.now(),
        email,
      });
    savePasswordHash(tx, appId, id, passwordHash);
    const user = findUser(tx, appId, id);
    if (user === null) throw new Error('the imported user does not exist');
    return { status: 'OK', user, didUserAlreadyExist: known !== null };
  });
}

function refusalOf(
  passwordHash: string,
  algorithm: HashingAlgorithm | null,
  signerKey: string | undefined,
): string | null {
  const isFirebase = isHashOf('FIREBASE_SCRYPT', passwordHash);
  const needsSignerKey = algorithm === 'FIREBASE_SCRYPT' || (algorithm === null && isFirebase);
  if (needsSignerKey && signerKey === undefined) return NO_SIGNER_KEY;
  const accepted = algorithm === null ? ALGORITHMS : [algorithm];
  if (accepted.some((one) => isHashOf(one, passwordHash))) return null;
  return `Password hash is in invalid ${algorithm === null ? '' : `${NAMES[algorithm]} `}format`;
}

/** The real core's message (with status 500) if Firebase hashes are used without this setting. */
export const NO_SIGNER_KEY = "'firebase_password_hashing_signer_key' cannot be null";
