import { hash as hashByBcrypt, verify as verifyByBcrypt } from '@node-rs/bcrypt';
import { hashByArgon2, isArgon2Hash, matchesArgon2 } from './argon2.ts';
import { sha256Hex } from './digest.ts';
import { isFirebaseScryptHash, matchesFirebaseScrypt } from './firebaseScrypt.ts';

const COST = 11;

/** A bcrypt hash with a higher cost would keep a thread busy for minutes. */
const MAX_COST = 20;

export type HashingAlgorithm = 'BCRYPT' | 'ARGON2' | 'FIREBASE_SCRYPT';

export interface Passwords {
  /** Hashes a new password. Firebase scrypt is supported for verification only. */
  hash(password: string, algorithm?: Exclude<HashingAlgorithm, 'FIREBASE_SCRYPT'>): Promise<string>;
  /**
   * Checks a password against a hash of any supported algorithm. Only Firebase scrypt needs the signer key.
   */
  matches(password: string, passwordHash: string, signerKey?: string): Promise<boolean>;
}

/** Runs off the event loop: a hash takes about 0.1 s and would block all other requests. */
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

/** Checks only the prefix, as the real core does: a malformed hash never matches. */
const isBcryptHash = (passwordHash: string): boolean => /^\$2[abxy]/.test(passwordHash);

function matchesBcrypt(password: string, passwordHash: string): Promise<boolean> {
  const cost = Number(/^\$2[abxy]\$(\d\d)\$/.exec(passwordHash)?.[1]);
  return cost <= MAX_COST ? verifyByBcrypt(password, passwordHash) : Promise.resolve(false);
}

/** Whether a hash has the format of the algorithm. */
export function isHashOf(algorithm: HashingAlgorithm, passwordHash: string): boolean {
  if (algorithm === 'BCRYPT') return isBcryptHash(passwordHash);
  return algorithm === 'ARGON2' ? isArgon2Hash(passwordHash) : isFirebaseScryptHash(passwordHash);
}

/**
 * Caches hashes, as the real core does in test mode, so that suites with thousands of sign-ups do not wait
 * for bcrypt. Equal passwords share a salt: for tests only.
 */
export function cachedPasswords(passwords: Passwords): Passwords {
  const hashes = new Map<string, Promise<string>>();
  const matches = new Map<string, Promise<boolean>>();
  return {
    hash: (password, algorithm = 'BCRYPT') =>
      cached(hashes, algorithm + sha256Hex(password), () => passwords.hash(password, algorithm)),
    matches: (password, passwordHash, signerKey) =>
      cached(matches, sha256Hex(password) + sha256Hex(signerKey ?? '') + passwordHash, () =>
        passwords.matches(password, passwordHash, signerKey),
      ),
  };
}

function cached<T>(known: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const found = known.get(key) ?? make();
  known.set(key, found);
  return found;
}
