import { verifyRegistration } from '../../crypto/passkeys.ts';
import type { Refused } from '../../crypto/passkeys.ts';
import type { JsonObject } from '../../json.ts';
import { readCredentialId } from './credentialForm.ts';
import type { Credential, InvalidOptions, Options } from './types.ts';

/** Why a passkey is refused. */
export type PasskeyRefusal = { status: 'OPTIONS_NOT_FOUND_ERROR' } | InvalidOptions | Refused;

export const EXPIRED: InvalidOptions = { status: 'INVALID_OPTIONS_ERROR', reason: 'Options expired' };

export const isExpired = ({ createdAt, timeout }: Options, now: number): boolean => createdAt + timeout < now;

export type NewPasskey = Omit<Credential, 'recipeUserId'>;

/** Checks a new passkey against its options, in the real core's order. */
export async function checkRegistration(
  options: Options | null,
  credential: JsonObject,
  now: number,
): Promise<{ status: 'OK'; options: Options; passkey: NewPasskey } | PasskeyRefusal> {
  if (options === null) return { status: 'OPTIONS_NOT_FOUND_ERROR' };
  const form = readCredentialId(credential);
  if (form.status !== 'OK') return form;
  if (isExpired(options, now)) return EXPIRED;
  const registered = await verifyRegistration(credential, options);
  if (registered.status !== 'OK') return registered;
  const { publicKey, counter } = registered;
  const { relyingPartyId } = options;
  const passkey = { id: form.id, relyingPartyId, publicKey, counter, createdAt: now, updatedAt: now };
  return { status: 'OK', options, passkey };
}
