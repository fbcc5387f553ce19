import { createHash } from 'node:crypto';

/** Under which the database stores what belongs to a user: the user ids themselves are not stored. */
export const subjectOf = (userId: string): string => createHash('sha256').update(userId).digest('hex');
