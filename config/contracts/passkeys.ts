import * as z from 'zod';
import { PASSKEY_LIMITS } from '../rules/limits.ts';
import { isPlainText, PLAIN_TEXT_MESSAGE } from '../rules/plainText.ts';
import { validationText } from './refusalReason.ts';

/** One passkey, as its owner and administrators see it. Times are milliseconds since the epoch. */
export const passkeyEntry = z.strictObject({
  id: z.string(),
  name: z.string(),
  createdAt: z.number(),
  /** The last sign-in; null if there was none. */
  lastUsedAt: z.number().nullable(),
  /** Whether the user's password manager keeps a copy for their other devices. */
  isSynced: z.boolean(),
  /** The host at which it works. */
  host: z.string(),
});
export type PasskeyEntry = z.infer<typeof passkeyEntry>;

/** `GET passkeys`: oldest first. */
export const passkeysAnswer = z.strictObject({ passkeys: z.array(passkeyEntry) });
export type PasskeysAnswer = z.infer<typeof passkeysAnswer>;

const name = z
  .string('must be text')
  .transform((text) => text.normalize('NFC').trim().replace(/ +/g, ' '))
  .refine((text) => text !== '', validationText('passkeys.noName', 'Enter a name.'))
  .refine(
    (text) => Array.from(text).length <= PASSKEY_LIMITS.name,
    validationText('passkeys.nameTooLong', `Use ${PASSKEY_LIMITS.name} characters at most.`, {
      max: PASSKEY_LIMITS.name,
    }),
  )
  .refine(isPlainText, PLAIN_TEXT_MESSAGE);

/** `PATCH passkeys/registered/<id>`, which answers with the passkey. */
export const passkeyChange = z.strictObject({ name });

/**
 * `DELETE passkeys/registered/<id>`: `removed` is false if it had been removed before; `notified` says
 * whether its owner was told by mail.
 */
export const passkeyRemoved = z.strictObject({ removed: z.boolean(), notified: z.boolean() });
export type PasskeyRemoved = z.infer<typeof passkeyRemoved>;

/** Longer than anything that an authenticator sends without attestation. */
const MAX_BINARY_CHARACTERS = 20_000;

/** A credential id has at most 1023 bytes. */
const MAX_ID_CHARACTERS = 1364;

const binary = (max: number) =>
  z
    .string('must be text')
    .min(1, 'must not be empty')
    .max(max, 'is too long')
    .regex(/^[\w-]+$/, 'must be base64url without padding');

const credential = {
  id: binary(MAX_ID_CHARACTERS),
  rawId: binary(MAX_ID_CHARACTERS),
  type: z.literal('public-key', 'must be “public-key”'),
  authenticatorAttachment: z.unknown(),
  clientExtensionResults: z.unknown(),
};

const bytes = binary(MAX_BINARY_CHARACTERS);

/**
 * What `PublicKeyCredential.toJSON` returns for a new credential. Browsers send more, which is not read.
 *
 * @see https://www.w3.org/TR/webauthn-3/#dictdef-registrationresponsejson
 */
const registrationResponse = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: bytes,
    attestationObject: bytes,
    // Some password managers leave it out. It is a hint only.
    transports: z.array(z.string().max(40)).max(20).catch([]),
  }),
});

/** @see https://www.w3.org/TR/webauthn-3/#dictdef-authenticationresponsejson */
const authenticationResponse = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: bytes,
    authenticatorData: bytes,
    signature: bytes,
    userHandle: binary(MAX_ID_CHARACTERS),
  }),
});

/** `POST passkeys/registration`. */
export const newPasskey = z.strictObject({ credential: registrationResponse });
export type NewPasskey = z.infer<typeof newPasskey>;

/** `POST passkeys/registration`: the new passkey; `notified` says whether its owner was told by mail. */
export const passkeyAdded = z.strictObject({ passkey: passkeyEntry, notified: z.boolean() });
export type PasskeyAdded = z.infer<typeof passkeyAdded>;

/** `POST passkeys/sign-in`. */
export const passkeySignIn = z.strictObject({ credential: authenticationResponse });
export type PasskeySignIn = z.infer<typeof passkeySignIn>;
