import type { RecipeInterface } from 'supertokens-node/recipe/session';
import { PermissionClaim, UserRoleClaim } from 'supertokens-node/recipe/userroles';
import { ADMIN_PERMISSIONS, ADMIN_ROLE } from '../../../config/security/roles.ts';

/**
 * Bytes of JSON that the values of one claim may take. Browsers drop a cookie of more than 4096 bytes without a word, and what
 * they drop then is the session: two full claims, the SDK's own claims and the signature take about 3200 bytes.
 */
const MAX_CLAIM_BYTES = 600;

/** What stays in a claim that is too long, because pages go by it. */
const KEPT: Record<string, readonly string[]> = {
  [UserRoleClaim.key]: [ADMIN_ROLE],
  [PermissionClaim.key]: ADMIN_PERMISSIONS,
};

type Payload = Record<string, unknown>;

const holdsList = (claim: unknown): claim is { v: unknown[] } =>
  typeof claim === 'object' && claim !== null && 'v' in claim && Array.isArray(claim.v);

/** Whether an access token carries all these roles (or permissions) of a user. */
export function fitsToken(values: readonly unknown[]): boolean {
  return Buffer.byteLength(JSON.stringify(values)) <= MAX_CLAIM_BYTES;
}

/**
 * Shortens the claims of an access token that hold more than fits. A claim that was shortened says `partial: true`: what is not
 * in it may be true all the same, and a function that has to know asks the core (`getRolesForUser`).
 */
export function withSmallClaims<T extends Payload | null | undefined>(payload: T): T {
  if (payload == null) return payload;
  const shortened = Object.entries(KEPT).flatMap(([key, kept]) => {
    const claim = payload[key];
    if (!holdsList(claim) || fitsToken(claim.v)) return [];
    return [[key, { ...claim, v: kept.filter((value) => claim.v.includes(value)), partial: true }] as const];
  });
  return shortened.length === 0 ? payload : { ...payload, ...Object.fromEntries(shortened) };
}

type Sized = Pick<
  RecipeInterface,
  'createNewSession' | 'mergeIntoAccessTokenPayload' | 'regenerateAccessToken'
>;

/** The SDK's ways of writing claims into a token, each of which keeps it small. */
export function sizedClaims(original: RecipeInterface): Sized {
  return {
    createNewSession: (input) =>
      original.createNewSession({
        ...input,
        accessTokenPayload: withSmallClaims(input.accessTokenPayload as Payload | undefined),
      }),
    mergeIntoAccessTokenPayload: (input) =>
      original.mergeIntoAccessTokenPayload({
        ...input,
        accessTokenPayloadUpdate: withSmallClaims(input.accessTokenPayloadUpdate),
      }),
    regenerateAccessToken: (input) =>
      original.regenerateAccessToken({
        ...input,
        newAccessTokenPayload: withSmallClaims(input.newAccessTokenPayload as Payload | undefined),
      }),
  };
}
