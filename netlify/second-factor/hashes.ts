import { createHash } from 'node:crypto';

const sha256 = (value: string): string => createHash('sha256').update(value).digest('hex');

/** Hash of a session handle. */
export const sessionHash = (handle: string): string => sha256(handle);

/** Hash of a random token with more bits than can be guessed. */
export const tokenHash = (token: string): string => sha256(token);
