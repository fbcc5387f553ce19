import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { encodeCbor, type CborValue } from './cbor.ts';

/** Flags of authenticator data: https://www.w3.org/TR/webauthn-3/#authdata-flags */
export const FLAGS = {
  userPresent: 0x01,
  userVerified: 0x04,
  backupEligible: 0x08,
  backedUp: 0x10,
  attestedData: 0x40,
} as const;

type Algorithm = 'ES256' | 'EdDSA' | 'RS256';

/** What an authenticator keeps of a passkey. */
interface Credential {
  id: Buffer;
  userHandle: string;
  rpId: string;
  algorithm: Algorithm;
  privateKey: KeyObject;
  counter: number;
}

/** The part of the options that an authenticator reads. */
export interface CreationOptions {
  challenge: string;
  rp: { id: string };
  user: { id: string };
}

export interface RequestOptions {
  challenge: string;
  rpId: string;
}

/** What a wrong or malicious client does differently. */
export interface Deviation {
  origin?: string;
  type?: string;
  challenge?: string;
  rpId?: string;
  flags?: number;
  counter?: number;
  /** Base64url. */
  userHandle?: string;
  crossOrigin?: boolean;
  topOrigin?: string;
  /** The id of a passkey that another authenticator has, too. */
  credentialId?: Buffer;
}

interface AuthenticatorOptions {
  /** Whether its passkeys are copied to other devices: then it counts nothing. */
  synced?: boolean;
  algorithm?: Algorithm;
  /** The origin of the page that the browser shows. */
  origin?: string;
}

const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest();

const fromJwk = (value: string | undefined) => Buffer.from(value ?? '', 'base64url');

const generators: Record<Algorithm, () => { publicKey: KeyObject; privateKey: KeyObject }> = {
  ES256: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  EdDSA: () => generateKeyPairSync('ed25519'),
  RS256: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
};

/** @see https://www.rfc-editor.org/rfc/rfc9053#section-7 and RFC 8230, section 4 */
function toCose(algorithm: Algorithm, publicKey: KeyObject): Buffer {
  const { x, y, n, e } = publicKey.export({ format: 'jwk' });
  const parts = {
    ES256: [
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, fromJwk(x)],
      [-3, fromJwk(y)],
    ],
    EdDSA: [
      [1, 1],
      [3, -8],
      [-1, 6],
      [-2, fromJwk(x)],
    ],
    RS256: [
      [1, 3],
      [3, -257],
      [-1, fromJwk(n)],
      [-2, fromJwk(e)],
    ],
  } as const;
  return encodeCbor(new Map<number, number | Buffer>(parts[algorithm].map(([key, value]) => [key, value])));
}

function uint32(number: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(number);
  return bytes;
}

/**
 * An authenticator with its browser, as the functions see them: it creates passkeys and signs challenges with
 * real keys.
 *
 * @see https://www.w3.org/TR/webauthn-3/
 */
export class Authenticator {
  readonly #options: Required<AuthenticatorOptions>;
  readonly credentials: Credential[] = [];

  constructor(options: AuthenticatorOptions = {}) {
    this.#options = { synced: false, algorithm: 'ES256', origin: 'http://localhost:8888', ...options };
  }

  #flags(added: number): number {
    const backup = this.#options.synced ? FLAGS.backupEligible | FLAGS.backedUp : 0;
    return FLAGS.userPresent | FLAGS.userVerified | backup | added;
  }

  #clientData(type: string, challenge: string, deviation: Deviation): Buffer {
    const { origin = this.#options.origin, crossOrigin = false, topOrigin } = deviation;
    const data = {
      type: deviation.type ?? type,
      challenge: deviation.challenge ?? challenge,
      origin,
      crossOrigin,
      ...(topOrigin !== undefined && { topOrigin }),
    };
    return Buffer.from(JSON.stringify(data));
  }

  /** What `navigator.credentials.create` returns, as JSON. */
  create({ challenge, rp, user }: CreationOptions, deviation: Deviation = {}) {
    const { algorithm } = this.#options;
    const { publicKey, privateKey } = generators[algorithm]();
    const { credentialId: id = randomBytes(32) } = deviation;
    const credential = { id, userHandle: user.id, rpId: rp.id, algorithm, privateKey, counter: 0 };
    this.credentials.push(credential);
    const flags = deviation.flags ?? this.#flags(FLAGS.attestedData);
    const idLength = Buffer.from([0, id.length]);
    const authData = Buffer.concat([
      ...[sha256(deviation.rpId ?? rp.id), Buffer.from([flags]), uint32(deviation.counter ?? 0)],
      ...[Buffer.alloc(16), idLength, id, toCose(algorithm, publicKey)],
    ]);
    const attestation = new Map<string, CborValue>([
      ['fmt', 'none'],
      ['attStmt', new Map<string, CborValue>()],
      ['authData', authData],
    ]);
    return {
      id: base64url(id),
      rawId: base64url(id),
      type: 'public-key',
      authenticatorAttachment: 'platform',
      clientExtensionResults: {},
      response: {
        clientDataJSON: base64url(this.#clientData('webauthn.create', challenge, deviation)),
        attestationObject: base64url(encodeCbor(attestation)),
        authenticatorData: base64url(authData),
        transports: ['internal', 'hybrid'],
        publicKeyAlgorithm: -7,
      },
    };
  }

  /** What `navigator.credentials.get` returns for the newest passkey of a site, as JSON. */
  get({ challenge, rpId }: RequestOptions, deviation: Deviation = {}) {
    const credential = this.credentials.findLast((one) => one.rpId === rpId);
    if (credential === undefined) throw new Error(`no passkey for ${rpId}`);
    const { id, privateKey, algorithm } = credential;
    if (!this.#options.synced) credential.counter += 1;
    const counter = deviation.counter ?? credential.counter;
    const flags = Buffer.from([deviation.flags ?? this.#flags(0)]);
    const authData = Buffer.concat([sha256(deviation.rpId ?? rpId), flags, uint32(counter)]);
    const clientData = this.#clientData('webauthn.get', challenge, deviation);
    const signed = Buffer.concat([authData, sha256(clientData)]);
    return {
      id: base64url(id),
      rawId: base64url(id),
      type: 'public-key',
      authenticatorAttachment: 'platform',
      clientExtensionResults: {},
      response: {
        clientDataJSON: base64url(clientData),
        authenticatorData: base64url(authData),
        signature: base64url(sign(algorithm === 'EdDSA' ? null : 'sha256', signed, privateKey)),
        userHandle: deviation.userHandle ?? credential.userHandle,
      },
    };
  }

  /** A device with the same keys and counters, as from a stolen backup. */
  copy(): Authenticator {
    const copied = new Authenticator(this.#options);
    copied.credentials.push(...this.credentials.map((one) => ({ ...one })));
    return copied;
  }
}
