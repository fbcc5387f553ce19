import { hash as hashByBcrypt, verify as verifyByBcrypt } from '@node-rs/bcrypt';
import { hashByArgon2, isArgon2Hash, matchesArgon2 } from './argon2.ts';
import { sha256Hex } from './digest.ts';
import { isFirebaseScryptHash, matchesFirebaseScrypt } from './firebaseScrypt.ts';

const COST = 11;

/** A bcrypt hash of this cost takes half a minute to check; the next ones are there to keep us busy. */
const MAX_COST = 20;

export type HashingAlgorithm = 'BCRYPT' | 'ARGON2' | 'FIREBASE_SCRYPT';

export interface Passwords {
  /** Firebase's scrypt is only ever checked: new passwords are hashed by one of the others. */
  hash(password: string, algorithm?: Exclude<HashingAlgorithm, 'FIREBASE_SCRYPT'>): Promise<string>;
  /** Checks against a hash of any of the kinds; only Firebase's need the signer key. */
  matches(password: string, passwordHash: string, signerKey?: string): Promise<boolean>;
}

/** Off the event loop: a hash takes a tenth of a second, which must not stop everybody else's requests. */
export const systemPasswords: Passwords = {
  hash: (password, algorithm) =>
    algorithm === 'ARGON2' ? hashByArgon2(password) : hashByBcrypt(password, COST),
  matches: (password, passwordHash, signerKey) => {
    if (isArgon2Hash(passwordHash)) return matchesArgon2(password, passwordHash);
    if (isBcryptHash(passwordHash)) return matchesBcrypt(password, passwordHash);
    if (signerKey === undefined) return Promise.resolve(false);
    return matchesFirebaseScrypt(password, passwordHash, signerKey);
  },
};

/** Goes by the beginning alone, as the real core does: a hash that is broken further on never matches. */
const isBcryptHash = (passwordHash: string): boolean => /^\$2[abxy]/.test(passwordHash);

function matchesBcrypt(password: string, passwordHash: string): Promise<boolean> {
  const cost = Number(/^\$2[abxy]\$(\d\d)\$/.exec(passwordHash)?.[1]);
  return cost <= MAX_COST ? verifyByBcrypt(password, passwordHash) : Promise.resolve(false);
}

/** Whether a hash looks like one of the algorithm's. */
export function isHashOf(algorithm: HashingAlgorithm, passwordHash: string): boolean {
  if (algorithm === 'BCRYPT') return isBcryptHash(passwordHash);
  return algorithm === 'ARGON2' ? isArgon2Hash(passwordHash) : isFirebaseScryptHash(passwordHash);
}

/**
 * The real core's test mode: a password is hashed once and its hash used again, so that a suite with thousands
 * of sign-ups does not spend its time on bcrypt. Equal passwords then share a salt: for tests only.
 */
export function cachedPasswords(passwords: Passwords): Passwords {
  const hashes = new Map<string, Promise<string>>();
  const matches = new Map<string, Promise<boolean>>();
  return {
    hash: (password, algorithm = 'BCRYPT') =>
      remembered(hashes, algorithm + sha256Hex(password), () => passwords.hash(password, algorithm)),
    matches: (password, passwordHash, signerKey) =>
      remembered(matches, sha256Hex(password) + sha256Hex(signerKey ?? '') + passwordHash, () =>
        passwords.matches(password, passwordHash, signerKey),
      ),
  };
}

function remembered<T>(known: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const found = known.get(key) ?? make();
  known.set(key, found);
  return found;
}
