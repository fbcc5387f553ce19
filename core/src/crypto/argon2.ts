import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Argon2Algorithm } from 'node:crypto';

/** The real core's parameters for new hashes. */
const NEW_HASH_PARAMETERS = { memory: 87_795, passes: 1, parallelism: 2 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** Imported hashes specify their own memory cost in KiB; this is the maximum. */
const MAX_MEMORY = 1024 * 1024;
const MAX_PASSES = 100;

const HASH = /^\$(argon2(?:id|i|d))\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

const PREFIX = /^\$argon2[id]/;

/** Checks only the prefix, as the real core does: a malformed hash never matches. */
export const isArgon2Hash = (passwordHash: string): boolean => PREFIX.test(passwordHash);

export async function hashByArgon2(password: string): Promise<string> {
  const nonce = randomBytes(SALT_BYTES);
  const hash = await derive('argon2id', {
    ...NEW_HASH_PARAMETERS,
    message: password,
    nonce,
    tagLength: HASH_BYTES,
  });
  const { memory, passes, parallelism } = NEW_HASH_PARAMETERS;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(nonce)}$${unpadded(hash)}`;
}

export async function matchesArgon2(password: string, passwordHash: string): Promise<boolean> {
  const [, algorithm, memory, passes, parallelism, salt, hash] = HASH.exec(passwordHash) ?? [];
  if (salt === undefined || hash === undefined) return false;
  if (Number(memory) > MAX_MEMORY || Number(passes) > MAX_PASSES) return false;
  const expected = Buffer.from(hash, 'base64');
  const parameters = {
    message: password,
    nonce: Buffer.from(salt, 'base64'),
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: expected.length,
  };
  try {
    return timingSafeEqual(await derive(algorithm as Argon2Algorithm, parameters), expected);
  } catch {
    // The algorithm rejects these parameters, so no password can have this hash.
    return false;
  }
}

const derive = (algorithm: Argon2Algorithm, parameters: Parameters<typeof argon2>[1]): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    argon2(algorithm, parameters, (error, derived) => {
      if (error === null) resolve(derived);
      else reject(error);
    });
  });

const unpadded = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');
