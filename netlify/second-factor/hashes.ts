import { createHash } from 'node:crypto';

const sha256 = (value: string): string => createHash('sha256').update(value).digest('hex');

/** Under which the database stores what belongs to a user: the user ids themselves are not stored. */
export const subjectOf = (userId: string): string => sha256(userId);

/** Hash of a session handle. */
export const sessionHash = (handle: string): string => sha256(handle);

/** Hash of a random token with more bits than can be guessed. */
export const tokenHash = (token: string): string => sha256(token);
