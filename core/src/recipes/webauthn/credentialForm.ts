import { decodeBase64 } from '../../base64.ts';
import type { Refused } from '../../crypto/passkeys.ts';
import type { Json, JsonObject } from '../../json.ts';

const invalid = (reason: string): Refused => ({ status: 'INVALID_CREDENTIALS_ERROR', reason });

/** Column size of a deployed real core. */
const MAX_LENGTH = 256;

/** Reads the id of a credential, which is validated before the rest. */
export function readCredentialId({ id, type }: JsonObject): { status: 'OK'; id: string } | Refused {
  if (id == null) return invalid('credential id is missing!');
  if (id === '') return invalid('credential id is empty!');
  if (typeof id !== 'string' || !isBase64Url(id)) return { status: 'INCOMPLETE' };
  return refuseType(type) ?? { status: 'OK', id };
}

const isBase64Url = (id: string): boolean =>
  id.length <= MAX_LENGTH && decodeBase64(id, 'base64url') !== null;

function refuseType(type: Json | undefined): Refused | null {
  if (type == null) return invalid('credential type is missing!');
  if (type === '') return invalid('credential type is empty!');
  if (typeof type !== 'string') return { status: 'INCOMPLETE' };
  return type.toLowerCase() === 'public-key' ? null : invalid(`not supported credential type: '${type}'`);
}
