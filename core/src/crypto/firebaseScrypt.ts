import { createCipheriv, scrypt, timingSafeEqual } from 'node:crypto';

const KEY_BYTES = 64;
const AES_KEY_BYTES = 32;
const MAX_MEMORY = 256 * 1024 * 1024;

interface FirebaseHash {
  readonly hash: string;
  readonly salt: Buffer;
  readonly memoryCost: number;
  readonly rounds: number;
}

export const isFirebaseScryptHash = (passwordHash: string): boolean => parse(passwordHash) !== null;

/** Firebase derives a key from the password by scrypt and encrypts the project's signer key with it. */
export async function matchesFirebaseScrypt(
  password: string,
  passwordHash: string,
  signerKey: string,
): Promise<boolean> {
  const parsed = parse(passwordHash);
  if (parsed === null) return false;
  const options = { N: 2 ** parsed.memoryCost, r: parsed.rounds, p: 1, maxmem: MAX_MEMORY };
  try {
    const key = (await derive(password, parsed.salt, options)).subarray(0, AES_KEY_BYTES);
    const cipher = createCipheriv('aes-256-ctr', key, Buffer.alloc(16));
    const made = Buffer.concat([cipher.update(Buffer.from(signerKey, 'base64')), cipher.final()]);
    const expected = Buffer.from(parsed.hash, 'base64');
    return made.length === expected.length && timingSafeEqual(made, expected);
  } catch {
    // The algorithm rejects these parameters, so no password can have this hash.
    return false;
  }
}

/**
 * Parses `$f_scrypt$<hash>$<salt>$m=<memory cost>$r=<rounds>$s=<salt separator>`; the last three in any
 * order.
 */
function parse(passwordHash: string): FirebaseHash | null {
  const [nothing, kind, hash, salt, ...parameters] = passwordHash.split('$');
  if (nothing !== '' || kind !== 'f_scrypt' || parameters.length !== 3) return null;
  const valueOf = (name: string) => parameters.find((one) => one.startsWith(`${name}=`))?.slice(2);
  const [memoryCost, rounds, separator] = [valueOf('m'), valueOf('r'), valueOf('s')];
  if (hash === undefined || salt === undefined || separator === undefined || separator === '') return null;
  if (!isWholeNumber(memoryCost) || !isWholeNumber(rounds)) return null;
  return {
    hash,
    salt: Buffer.concat([Buffer.from(salt, 'base64'), Buffer.from(separator, 'base64')]),
    memoryCost: Number(memoryCost),
    rounds: Number(rounds),
  };
}

const isWholeNumber = (text: string | undefined): boolean => text !== undefined && /^\d{1,9}$/.test(text);

const derive = (password: string, salt: Buffer, options: Parameters<typeof scrypt>[3]): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(password, salt, KEY_BYTES, options, (error, derived) => {
      if (error === null) resolve(derived);
      else reject(error);
    });
  });
