import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { decodeBase64 } from '../base64.ts';
import { isJsonObject } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import { REASONS, reasonOf } from './passkeyReasons.ts';

/** The parameters of a WebAuthn ceremony. */
export interface Ceremony {
  readonly challenge: string;
  readonly origin: string;
  readonly relyingPartyId: string;
  readonly userVerification: string;
  readonly userPresence: boolean;
}

export interface StoredPasskey {
  readonly id: string;
  readonly publicKey: Uint8Array;
  /** The authenticator's signature counter; 0 if it has none. */
  readonly counter: number;
}

export type Refused =
  | { status: 'INVALID_CREDENTIALS_ERROR' | 'INVALID_AUTHENTICATOR_ERROR'; reason: string }
  /** Parts of the credential are missing or not base64url. */
  | { status: 'INCOMPLETE' };

export type Registered = { status: 'OK'; publicKey: Uint8Array; counter: number } | Refused;

/** Attestation statement formats of the real core, which does not verify the statements. */
const FORMATS = ['none', 'fido-u2f', 'packed', 'tpm', 'android-key', 'android-safetynet', 'apple'];

/** Loaded on first use: importing the library takes longer than starting the core. */
const library = async () => ({
  ...(await import('@simplewebauthn/server')),
  ...(await import('@simplewebauthn/server/helpers')),
});
type Library = Awaited<ReturnType<typeof library>>;

/**
 * The library validates these members more strictly than the real core, which checks the type
 * case-insensitively and uses only `id`.
 */
const KNOWN = { type: 'public-key' };

const incomplete: Refused = { status: 'INCOMPLETE' };
const malformed = (reason: string): Refused => ({ status: 'INVALID_CREDENTIALS_ERROR', reason });
const notVerified = (reason: string): Refused => ({ status: 'INVALID_AUTHENTICATOR_ERROR', reason });

/** Verifies a registration response against the ceremony it was created for. */
export async function verifyRegistration(credential: JsonObject, asked: Ceremony): Promise<Registered> {
  const parts = readParts(credential, ['clientDataJSON', 'attestationObject']);
  if (parts === null) return incomplete;
  const webauthn = await library();
  const clientData = readClientData(parts.clientDataJSON);
  if (clientData === null) return malformed('the client data is not a JSON object');
  const attestationObject = removeStatement(parts.attestationObject, webauthn);
  if (attestationObject === null) return malformed('the attestation object cannot be read');

  const response = {
    ...credential,
    ...KNOWN,
    rawId: credential.id,
    response: { ...parts, attestationObject },
  };
  return verifiedOrRefused(async () => {
    const { verified, registrationInfo } = await webauthn.verifyRegistrationResponse({
      response: response as unknown as RegistrationResponseJSON,
      expectedChallenge: asked.challenge,
      expectedOrigin: expectedOrigin(asked.origin, clientData.origin),
      expectedRPID: [asked.relyingPartyId],
      requireUserPresence: asked.userPresence,
      requireUserVerification: asked.userVerification === 'required',
      supportedAlgorithmIDs: Object.values(webauthn.COSEALG).filter((one) => typeof one === 'number'),
    });
    if (!verified) return notVerified('the attestation was not verified');
    const { publicKey, counter } = registrationInfo.credential;
    return { status: 'OK', publicKey, counter };
  });
}

export type Asserted = { status: 'OK'; counter: number } | Refused;

/** Verifies an assertion against the ceremony and the stored public key. */
export async function verifyAssertion(
  credential: JsonObject,
  asked: Ceremony,
  passkey: StoredPasskey,
): Promise<Asserted> {
  const parts = readParts(credential, ['clientDataJSON', 'authenticatorData', 'signature']);
  if (parts === null) return incomplete;
  const webauthn = await library();
  const clientData = readClientData(parts.clientDataJSON);
  if (clientData === null) return malformed('the client data is not a JSON object');
  const data = readAuthenticatorData(parts.authenticatorData, webauthn);
  if (data === null) return malformed('the authenticator data cannot be read');
  if (data.credentialPublicKey !== undefined) return notVerified(REASONS.newCredential);

  const rawId = typeof credential.rawId === 'string' ? credential.id : undefined;
  const response = { ...credential, ...KNOWN, rawId, response: parts };
  return verifiedOrRefused(async () => {
    const { verified, authenticationInfo } = await webauthn.verifyAuthenticationResponse({
      response: response as unknown as AuthenticationResponseJSON,
      expectedChallenge: asked.challenge,
      expectedOrigin: expectedOrigin(asked.origin, clientData.origin),
      expectedRPID: [asked.relyingPartyId],
      // The library checks the counter before the signature, the real core after it.
      credential: { ...passkey, publicKey: new Uint8Array(passkey.publicKey), counter: 0 },
      // Otherwise the library always requires user presence.
      advancedFIDOConfig: {
        userVerification: asked.userVerification === 'required' ? 'required' : 'preferred',
      },
    });
    if (clientData.crossOrigin === true) return notVerified(REASONS.crossOrigin);
    if (asked.userPresence && !data.flags.up) return notVerified(REASONS.notPresent);
    return verified
      ? { status: 'OK', counter: authenticationInfo.newCounter }
      : notVerified(REASONS.signature);
  });
}

/** Turns an error of the library into a refusal. */
async function verifiedOrRefused<T>(prove: () => Promise<T>): Promise<T | Refused> {
  try {
    return await prove();
  } catch (error) {
    return notVerified(reasonOf(error));
  }
}

function readParts<Name extends string>(
  credential: JsonObject,
  names: readonly Name[],
): Record<Name, string> | null {
  const response = credential.response;
  if (!isJsonObject(response)) return null;
  const isPart = (one: Json | undefined) =>
    typeof one === 'string' && decodeBase64(one, 'base64url') !== null;
  return names.every((name) => isPart(response[name])) ? (response as Record<Name, string>) : null;
}

function readClientData(base64url: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(base64url, 'base64url').toString('utf8'));
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** Returns the attestation object with the statement removed, or null if it is malformed. */
function removeStatement(base64url: string, { isoBase64URL, isoCBOR, ...webauthn }: Library): string | null {
  try {
    const attestation = webauthn.decodeAttestationObject(isoBase64URL.toBuffer(base64url));
    if (!FORMATS.includes(attestation.get('fmt'))) return null;
    const authData = attestation.get('authData');
    webauthn.parseAuthenticatorData(authData);
    const stated = { fmt: 'none', attStmt: new Map<string, never>(), authData };
    return isoBase64URL.fromBuffer(isoCBOR.encode(new Map(Object.entries(stated))));
  } catch {
    return null;
  }
}

function readAuthenticatorData(base64url: string, { isoBase64URL, parseAuthenticatorData }: Library) {
  try {
    return parseAuthenticatorData(isoBase64URL.toBuffer(base64url));
  } catch {
    return null;
  }
}

/** Web origins are compared by scheme, host and port, not as text. */
function expectedOrigin(asked: string, shown: Json | undefined): string {
  if (typeof shown !== 'string' || !URL.canParse(asked) || !URL.canParse(shown)) return asked;
  const [one, other] = [new URL(asked), new URL(shown)];
  return /^https?:$/.test(one.protocol) && one.origin === other.origin ? shown : asked;
}
