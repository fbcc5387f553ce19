import type { RecipeInterface } from 'supertokens-node/recipe/session';
import { PermissionClaim, UserRoleClaim } from 'supertokens-node/recipe/userroles';
import { ADMIN_PERMISSIONS, ADMIN_ROLE } from '../../../config/security/roles.ts';

/**
 * Maximum size of one claim, in bytes of JSON. Browsers silently drop a cookie of more than 4096 bytes, which
 * would end the session: two full claims, the SDK's own claims and the signature take about 3200 bytes.
 */
export const MAX_CLAIM_BYTES = 600;

/** Values that a shortened claim keeps, because pages need them. */
const KEPT: Record<string, readonly string[]> = {
  [UserRoleClaim.key]: [ADMIN_ROLE],
  [PermissionClaim.key]: ADMIN_PERMISSIONS,
};

type Payload = Record<string, unknown>;

const holdsList = (claim: unknown): claim is { v: unknown[] } =>
  typeof claim === 'object' && claim !== null && 'v' in claim && Array.isArray(claim.v);

/** Whether an access token can contain all these roles (or permissions) of a user. */
export function fitsToken(values: readonly unknown[]): boolean {
  return Buffer.byteLength(JSON.stringify(values)) <= MAX_CLAIM_BYTES;
}

/**
 * Shortens claims of an access token that are too large. A shortened claim says `partial: true`: other roles
 * may exist, too, and a function that has to know asks the core (`getRolesForUser`).
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

/** Overrides the SDK's functions that write claims into a token, to keep them small. */
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
