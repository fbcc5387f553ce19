import { mergeIntoAccessTokenPayload, type SessionContainer } from 'supertokens-node/recipe/session';
import type { ProfileFields } from '../../config/contracts/profile.ts';
import { charactersOf } from '../../config/rules/characters.ts';
import { updateEachSession } from '../platform/session/updateSessions.ts';
import { readProfile } from './storedProfile.ts';

/**
 * Maximum sizes in an access token, in bytes of JSON: a cookie has 4096 bytes, and other programs may write
 * any text. Initials of letters with many marks stay below theirs.
 */
export const PROFILE_CLAIM_BYTES = { name: 130, initials: 70 } as const;

const fits = (text: string, maxBytes: number) => Buffer.byteLength(JSON.stringify(text)) <= maxBytes;

/** Shortens a text between two user-perceived characters. */
function shorten(text: string, maxBytes: number): string {
  if (fits(text, maxBytes)) return text;
  let short = '';
  for (const character of charactersOf(text)) {
    if (!fits(`${short}${character}…`, maxBytes)) break;
    short += character;
  }
  return `${short.trimEnd()}…`;
}

/** Returns the claims for the user menu; null for those without a value. See docs/decisions/084. */
function toProfileClaims({ name, initials }: ProfileFields): ProfileFields {
  return {
    name: name === null ? null : shorten(name, PROFILE_CLAIM_BYTES.name),
    initials: initials !== null && fits(initials, PROFILE_CLAIM_BYTES.initials) ? initials : null,
  };
}

/** Returns the claims of a new session. */
export async function readProfileClaims(userId: string): Promise<Partial<ProfileFields>> {
  const { name, initials } = toProfileClaims(await readProfile(userId));
  return { ...(name !== null && { name }), ...(initials !== null && { initials }) };
}

/** Shows a changed profile in the sessions of the user: in this one at once. The change itself is made. */
export async function showProfile(session: SessionContainer, fields: ProfileFields): Promise<void> {
  const claims = { ...toProfileClaims(fields) };
  const others = { of: session.getUserId(), allMethods: true, except: session.getHandle() };
  await Promise.allSettled([
    session.mergeIntoAccessTokenPayload(claims),
    updateEachSession(others, (handle) => mergeIntoAccessTokenPayload(handle, claims)),
  ]);
}
