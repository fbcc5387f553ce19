import { randomUUID } from 'node:crypto';

/** An email address that no account has. */
export const uniqueEmail = (): string => `${randomUUID()}@example.com`;
