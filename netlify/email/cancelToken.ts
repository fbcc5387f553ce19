import { createHash } from 'node:crypto';
import { HOUR_MS } from '../../config/durations.ts';
import { CANCEL_LINK_HOURS } from '../../config/rules/limits.ts';
import { isUserId } from '../platform/account/isUserId.ts';
import { equalsExpected } from '../platform/keys.ts';
import { createRandomToken } from '../platform/randomToken.ts';
import type { EmailRequest } from './outstanding.ts';

const LIFETIME_MS = CANCEL_LINK_HOURS * HOUR_MS;

/** How many links of one repeated request cancel it. Older ones expire. */
const MAX_PER_REQUEST = 5;

type Cancellations = EmailRequest['cancellations'];

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

/** Creates a token and the hash to store. */
export function createCancelToken(
  userId: string,
  earlier: Cancellations,
): { token: string; cancellations: Cancellations } {
  const secret = createRandomToken();
  const cancellation = { hash: hashOf(secret), ends: Date.now() + LIFETIME_MS };
  return {
    token: `${Buffer.from(userId).toString('base64url')}.${secret}`,
    cancellations: [...earlier, cancellation].slice(-MAX_PER_REQUEST),
  };
}

/** Splits a token. Returns undefined for an invalid one. */
export function parseCancelToken(token: string): { userId: string; secret: string } | undefined {
  const [, user, secret] = /^([\w-]{1,1400})\.([\w-]{43})$/.exec(token) ?? [];
  if (user === undefined || secret === undefined) return undefined;
  const userId = Buffer.from(user, 'base64url').toString();
  return isUserId(userId) ? { userId, secret } : undefined;
}

/** Whether a secret belongs to one of these hashes and has not expired. */
export function isCancelSecret(secret: string, cancellations: Cancellations): boolean {
  const hash = Buffer.from(hashOf(secret));
  return cancellations.some((one) => one.ends > Date.now() && equalsExpected(hash, Buffer.from(one.hash)));
}
