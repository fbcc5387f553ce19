import { randomBytes } from 'node:crypto';

const TOKEN_BYTES = 32;

const TOKEN = /^[\w-]{43}$/;

/** Creates a token with more bits than can be guessed, in base64url. */
export const createRandomToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url');

/** Whether a text can be a token of {@link createRandomToken}. */
export const isRandomToken = (text: string | undefined): text is string =>
  text !== undefined && TOKEN.test(text);
