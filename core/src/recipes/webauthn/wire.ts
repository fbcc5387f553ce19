import { toAlgorithms } from './algorithms.ts';
import type { RegistrationPreferences } from './optionsCheck.ts';
import type { Credential, Options } from './types.ts';

const expiryOf = ({ createdAt, timeout }: Options): number => createdAt + timeout;

export const registrationOptionsToJson = (
  options: Options,
  { attestation, residentKey, algorithms }: RegistrationPreferences,
  userHandle: string,
  displayName: string,
): object => ({
  status: 'OK',
  webauthnGeneratedOptionsId: options.id,
  rp: { id: options.relyingPartyId, name: options.relyingPartyName },
  user: { id: Buffer.from(userHandle).toString('base64url'), name: options.email, displayName },
  email: options.email,
  timeout: options.timeout,
  challenge: options.challenge,
  attestation,
  createdAt: options.createdAt,
  expiresAt: expiryOf(options),
  pubKeyCredParams: toAlgorithms(algorithms).map((alg) => ({ alg, type: 'public-key' })),
  excludeCredentials: [],
  authenticatorSelection: {
    requireResidentKey: residentKey === 'required',
    residentKey,
    userVerification: options.userVerification,
  },
});

export const signInOptionsToJson = (options: Options): object => ({
  status: 'OK',
  webauthnGeneratedOptionsId: options.id,
  relyingPartyId: options.relyingPartyId,
  challenge: options.challenge,
  timeout: options.timeout,
  userVerification: options.userVerification,
  userPresence: options.userPresence,
  createdAt: options.createdAt,
  expiresAt: expiryOf(options),
});

export const optionsToJson = (options: Options): object => ({
  ...signInOptionsToJson(options),
  relyingPartyName: options.relyingPartyName,
  origin: options.origin,
  email: options.email,
});

export const registeredToJson = (
  credentialId: string,
  { relyingPartyId, relyingPartyName }: Options,
  recipeUserId: string,
): object => ({
  status: 'OK',
  webauthnCredentialId: credentialId,
  relyingPartyId,
  relyingPartyName,
  recipeUserId,
});

/** Returns the user id that the caller sent. */
export const credentialToJson = ({ id, relyingPartyId, createdAt }: Credential, anyId: string): object => ({
  webauthnCredentialId: id,
  recipeUserId: anyId,
  relyingPartyId,
  createdAt,
});
