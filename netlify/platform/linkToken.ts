import { createHmac } from 'node:crypto';
import { getEnv } from '../../config/env/env.ts';
import { deriveKey, equalsExpected } from './keys.ts';

/** The recipient of a link. */
interface LinkOwner {
  recipeUserId: string;
  email: string;
}

function proofOf(token: string, { recipeUserId, email }: LinkOwner): string {
  const key = deriveKey(getEnv().core.apiKey, 'link token, version 1');
  const statement = JSON.stringify([token, recipeUserId, email]);
  return createHmac('sha256', key).update(statement).digest('base64url');
}

/**
 * Returns the token of a link. It contains what identifies the core's token after its only use:
 * the user, and a proof that we sent it to this address of theirs.
 *
 * @param token created by the core
 * @see docs/decisions/044-recognize-used-links.md
 */
export function sealLinkToken(token: string, owner: LinkOwner): string {
  return `${token}.${Buffer.from(owner.recipeUserId).toString('base64url')}.${proofOf(token, owner)}`;
}

/** Splits the token of a link; one without attachments has only the token itself. */
export function openLinkToken(sealed: string): { token: string; recipeUserId?: string; proof?: string } {
  const [, token, user, proof] = /^([^.]+)\.([\w-]{1,1400})\.([\w-]{43})$/.exec(sealed) ?? [];
  if (token === undefined || user === undefined || proof === undefined) return { token: sealed };
  return { token, recipeUserId: Buffer.from(user, 'base64url').toString(), proof };
}

/** Whether this token was sent to this address of this user. */
export function wasSentTo(sealed: string, owner: LinkOwner): boolean {
  const { token, proof = '' } = openLinkToken(sealed);
  return equalsExpected(Buffer.from(proof), Buffer.from(proofOf(token, owner)));
}
