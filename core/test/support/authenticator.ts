import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

export const UP = 0x01;
export const UV = 0x04;
const AT = 0x40;

/** The options that the core returned. */
export interface IssuedOptions {
  readonly challenge: string;
  readonly webauthnGeneratedOptionsId: string;
}

/** Deviations from a valid response. */
export interface Deviation {
  readonly origin?: string;
  readonly relyingPartyId?: string;
  readonly type?: string;
  readonly flags?: number;
  readonly counter?: number;
  readonly format?: string;
  readonly statement?: Cbor;
  readonly tamper?: boolean;
  readonly crossOrigin?: boolean;
}

type Cbor = number | string | Buffer | Map<number | string, Cbor>;
type Algorithm = 'ES256' | 'EdDSA' | 'RS256';

const encode = (bytes: Buffer): string => bytes.toString('base64url');
const decode = (text: string | undefined): Buffer => Buffer.from(text ?? '', 'base64url');
const sha256 = (bytes: Buffer | string): Buffer => createHash('sha256').update(bytes).digest();

/** Encodes the subset of CBOR that attestations need. */
function cbor(value: Cbor): Buffer {
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (typeof value === 'string')
    return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  const items = [...value].flatMap(([key, item]) => [cbor(key), cbor(item)]);
  return Buffer.concat([head(5, value.size), ...items]);
}

function head(major: number, count: number): Buffer {
  if (count < 24) return Buffer.from([(major << 5) | count]);
  return count < 256
    ? Buffer.from([(major << 5) | 24, count])
    : Buffer.from([(major << 5) | 25, count >> 8, count & 255]);
}

/** A software passkey with a real key pair, including the browser's part. */
export class Passkey {
  readonly #privateKey: KeyObject;
  readonly #publicKey: Buffer;
  readonly #id = randomBytes(32);

  constructor(algorithm: Algorithm = 'ES256') {
    const { privateKey, publicKey } = pairOf(algorithm);
    this.#privateKey = privateKey;
    this.#publicKey = cbor(coseOf(algorithm, publicKey));
  }

  get id(): string {
    return encode(this.#id);
  }

  /** Returns a registration response as a browser sends it. */
  register({ challenge }: IssuedOptions, { flags = UP | UV, counter = 0, ...deviation }: Deviation = {}) {
    const length = Buffer.from([0, this.#id.length]);
    const attested = Buffer.concat([Buffer.alloc(16), length, this.#id, this.#publicKey]);
    const authData = authenticatorData(flags | AT, counter, deviation, attested);
    const attestation = new Map<string, Cbor>([
      ['fmt', deviation.format ?? 'none'],
      ['attStmt', deviation.statement ?? new Map()],
      ['authData', authData],
    ]);
    const clientDataJSON = encode(clientData('webauthn.create', challenge, deviation));
    return this.#credential({ clientDataJSON, attestationObject: encode(cbor(attestation)) });
  }

  /** Returns an assertion as a browser sends it. */
  sign({ challenge }: IssuedOptions, { flags = UP | UV, counter = 0, ...deviation }: Deviation = {}) {
    const authData = authenticatorData(flags, counter, deviation);
    const client = clientData('webauthn.get', challenge, deviation);
    const digest = this.#privateKey.asymmetricKeyType === 'ed25519' ? null : 'sha256';
    const signature = sign(digest, Buffer.concat([authData, sha256(client)]), this.#privateKey);
    if (deviation.tamper) signature.writeUInt8((signature.at(-1) ?? 0) ^ 1, signature.length - 1);
    return this.#credential({
      clientDataJSON: encode(client),
      authenticatorData: encode(authData),
      signature: encode(signature),
    });
  }

  #credential<Response>(response: Response) {
    const { id } = this;
    return { id, rawId: id, type: 'public-key' as const, clientExtensionResults: {}, response };
  }
}

function pairOf(algorithm: Algorithm) {
  if (algorithm === 'ES256') return generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return algorithm === 'EdDSA'
    ? generateKeyPairSync('ed25519')
    : generateKeyPairSync('rsa', { modulusLength: 2048 });
}

function coseOf(algorithm: Algorithm, publicKey: KeyObject): Map<number, Cbor> {
  const { x, y, n, e } = publicKey.export({ format: 'jwk' });
  const keys: Record<Algorithm, [number, Cbor][]> = {
    ES256: [[1, 2], [3, -7], [-1, 1], [-2, decode(x)], [-3, decode(y)]], // prettier-ignore
    EdDSA: [[1, 1], [3, -8], [-1, 6], [-2, decode(x)]], // prettier-ignore
    RS256: [[1, 3], [3, -257], [-1, decode(n)], [-2, decode(e)]], // prettier-ignore
  };
  return new Map(keys[algorithm]);
}

function authenticatorData(
  flags: number,
  counter: number,
  { relyingPartyId = 'example.com' }: Deviation,
  attested = Buffer.alloc(0),
): Buffer {
  const count = Buffer.alloc(4);
  count.writeUInt32BE(counter);
  return Buffer.concat([sha256(relyingPartyId), Buffer.from([flags]), count, attested]);
}

const clientData = (type: string, challenge: string, deviation: Deviation): Buffer =>
  Buffer.from(
    JSON.stringify({
      type: deviation.type ?? type,
      challenge,
      origin: deviation.origin ?? 'https://example.com',
      crossOrigin: deviation.crossOrigin ?? false,
    }),
  );
