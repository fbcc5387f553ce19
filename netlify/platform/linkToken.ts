import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { getEnv } from '../../config/env/env.ts';

/** Whom a link was sent to. */
interface LinkOwner {
  recipeUserId: string;
  email: string;
}

/** A key of its own, derived from the one secret that every instance has (RFC 5869). */
function proofKey(): Buffer {
  return Buffer.from(hkdfSync('sha256', getEnv().core.apiKey, '', 'link token, version 1', 32));
}

function proofOf(token: string, { recipeUserId, email }: LinkOwner): string {
  const statement = JSON.stringify([token, recipeUserId, email]);
  return createHmac('sha256', proofKey()).update(statement).digest('base64url');
}

/**
 * The token of a link, with what tells the core's token apart from one that never existed after its only use: the user
 * it was made for, and a proof that we sent it to this address of theirs.
 *
 * @param token made by the core
 * @see docs/decisions/044-recognize-used-links.md
 */
export function sealLinkToken(token: string, owner: LinkOwner): string {
  return `${token}.${Buffer.from(owner.recipeUserId).toString('base64url')}.${proofOf(token, owner)}`;
}

/** What the token of a link consists of; only the token itself where nothing is attached to it. */
export function openLinkToken(sealed: string): { token: string; recipeUserId?: string; proof?: string } {
  const [, token, user, proof] = /^([^.]+)\.([\w-]{1,1400})\.([\w-]{43})$/.exec(sealed) ?? [];
  if (token === undefined || user === undefined || proof === undefined) return { token: sealed };
  return { token, recipeUserId: Buffer.from(user, 'base64url').toString(), proof };
}

/** Whether this token was sent to this address of this user. */
export function wasSentTo(sealed: string, owner: LinkOwner): boolean {
  const { token, proof = '' } = openLinkToken(sealed);
  const expected = proofOf(token, owner);
  return proof.length === expected.length && timingSafeEqual(Buffer.from(proof), Buffer.from(expected));
}
