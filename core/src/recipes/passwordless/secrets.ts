import { hmacSha256, randomDigits, randomKey, sha256 } from '../../crypto/digest.ts';

const KEY_BYTES = 32;
const DIGITS = 6;

export const newDeviceId = (): Buffer => randomKey(KEY_BYTES);

export const newLinkCodeSalt = (): string => randomKey(KEY_BYTES).toString('base64');

export const newUserInputCode = (): string => randomDigits(DIGITS);

/** The value that the API calls preAuthSessionId. */
export const hashOfDevice = (deviceId: Buffer): string => sha256(deviceId).toString('base64url');

/** The link code is an HMAC of the device id and the entered code, so it proves the same. */
export const linkCodeOf = (deviceId: Buffer, linkCodeSalt: string, userInputCode: string): Buffer =>
  hmacSha256(Buffer.concat([deviceId, Buffer.from(linkCodeSalt, 'base64')]), userInputCode);

export const hashOfLinkCode = (linkCode: Buffer): string => sha256(linkCode).toString('base64url');
