import { decodeBase64 } from '../../base64.ts';
import { trim } from '../../text.ts';

const ANDROID = 'android:apk-key-hash:';
const ANDROID_HASH_LENGTH = 43;

/** The URL schemes of Java, which the real core uses. The case of the host is kept. */
const URL_WITH_HOST =
  /^(?:url:)?(?:https?|ftp|file|jar|jrt|mailto):(?:\/\/(?:[^/?#]*@)?(?<host>\[[^\]/?#]*\]|[^:/?#]*)(?::\d*)?(?=[/?#]|$))?/i;

/** Checks whether an origin may use passkeys of a relying party. Returns the error, or null. */
export function refuseOrigin(origin: string, relyingPartyId: string): string | null {
  if (origin.startsWith(ANDROID)) return refuseAndroidHash(origin.slice(ANDROID.length));
  const match = URL_WITH_HOST.exec(trim(origin));
  if (match === null || hasBrokenHost(match)) return 'Origin has to be a valid url!';
  return (match.groups?.host ?? '').endsWith(relyingPartyId) ? null : 'Origin does not match RelyingParty Id';
}

/** The host is optional in the pattern, but a partial host is invalid. */
const hasBrokenHost = (match: RegExpExecArray): boolean =>
  match.groups?.host === undefined && match.input.slice(match[0].length).startsWith('//');

function refuseAndroidHash(hash: string): string | null {
  if (hash === '') return 'Android origin must contain a valid base64 hash';
  if (decodeBase64(hash, 'base64url') === null)
    return 'Android origin hash must be valid URL-safe base64 (no padding)';
  return hash.length === ANDROID_HASH_LENGTH
    ? null
    : 'Android origin hash must be 43 characters (base64url SHA-256)';
}
