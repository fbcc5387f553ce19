/**
 * The real core's reasons for refusing a passkey, which are those of its library (webauthn4j 0.28,
 * `verifier`). The SDK passes them on to the app.
 */
export const REASONS = {
  type: {
    create: "ClientData.type must be 'create' on registration, but it isn't.",
    get: "ClientData.type must be 'get' on authentication, but it isn't.",
  },
  challenge: 'The actual challenge does not match the expected challenge',
  crossOrigin: 'Cross-origin request is prohibited. Relax AuthenticationDataVerifier config if necessary.',
  relyingParty: "rpIdHash doesn't match the hash of preconfigured rpId.",
  notPresent: 'Verifier is configured to check user present, but UP flag in authenticatorData is not set.',
  notVerified: 'Verifier is configured to check user verified, but UV flag in authenticatorData is not set.',
  backupState: 'Backup state bit must not be set if backup eligibility bit is not set',
  noCredential: 'attestedCredentialData must not be null on registration',
  newCredential: 'attestedCredentialData must be null on authentication',
  signature: 'Assertion signature is not valid.',
  counter: 'Malicious counter value is detected. Cloned authenticators exist in parallel.',
} as const;

const badOrigin = (origin: string): string =>
  `The collectedClientData '${origin}' origin doesn't match any of the preconfigured server origin.`;

/** Messages of `@simplewebauthn/server` and the corresponding reasons of the real core. */
const EQUIVALENTS: readonly [message: RegExp, reason: string][] = [
  [/^Unexpected registration response type/, REASONS.type.create],
  [/^Unexpected authentication response type/, REASONS.type.get],
  [/^Unexpected (registration|authentication) response challenge/, REASONS.challenge],
  [/^Unexpected RP ID hash/, REASONS.relyingParty],
  [/^User presence was required|^User not present/, REASONS.notPresent],
  [/^User verification (was )?required/, REASONS.notVerified],
  [/^Single-device credential indicated that it was backed up/, REASONS.backupState],
  [/^No (credential ID|public key) was provided/, REASONS.noCredential],
];

const ORIGIN = /^Unexpected (?:registration|authentication) response origin "(.*)", expected "/s;

/** Returns the real core's reason for an error of the library, or the library's own message. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const origin = ORIGIN.exec(message)?.[1];
  if (origin !== undefined) return badOrigin(origin);
  return EQUIVALENTS.find(([pattern]) => pattern.test(message))?.[1] ?? message;
}
