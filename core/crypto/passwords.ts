import { hash, verify } from '@node-rs/bcrypt';
import { sha256Hex } from './digest.ts';

const COST = 11;

export interface Passwords {
  hash(password: string): Promise<string>;
  matches(password: string, passwordHash: string): Promise<boolean>;
}

/** bcrypt on the thread pool: a hash takes a tenth of a second, which must not stop everybody else's requests. */
export const bcryptPasswords: Passwords = {
  hash: (password) => hash(password, COST),
  matches: (password, passwordHash) => verify(password, passwordHash),
};

/**
 * The real core's test mode: a password is hashed once and its hash used again, so that a suite with thousands
 * of sign-ups does not spend its time on bcrypt. Equal passwords then share a salt: for tests only.
 */
export function cachedPasswords(passwords: Passwords): Passwords {
  const hashes = new Map<string, Promise<string>>();
  const matches = new Map<string, Promise<boolean>>();
  return {
    hash: (password) => remembered(hashes, sha256Hex(password), () => passwords.hash(password)),
    matches: (password, passwordHash) =>
      remembered(matches, sha256Hex(password) + passwordHash, () =>
        passwords.matches(password, passwordHash),
      ),
  };
}

function remembered<T>(known: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const found = known.get(key) ?? make();
  known.set(key, found);
  return found;
}
