import type { Context } from '../../context.ts';
import type { Tx } from '../../db/query.ts';
import { badRequest } from '../../errors.ts';
import { requireMultiTenancy } from '../../features.ts';
import { refreshTenantUsers } from '../users/listingStore.ts';
import {
  findMappedId,
  findUser,
  findUserId,
  methodWithEmail,
  methodWithPhoneNumber,
  methodWithThirdParty,
  shownIdOf,
} from '../users/store.ts';
import type { LoginMethod } from '../users/types.ts';
import { findMembershipConflict } from './membershipConflicts.ts';
import type { MembershipConflict } from './membershipConflicts.ts';
import { addMember, removeMember } from './store.ts';
import type { Tenant } from './types.ts';

interface UnknownUserId {
  readonly status: 'UNKNOWN_USER_ID_ERROR';
}

export type AssociateResult =
  { status: 'OK'; wasAlreadyAssociated: boolean } | UnknownUserId | MembershipConflict;

/** Adds a login method to a tenant, unless another user there has the same account info. */
export const associateUser = (
  { db, features }: Pick<Context, 'db' | 'features'>,
  { appId, tenantId }: Tenant,
  anyId: string,
): Promise<AssociateResult> =>
  db.write((tx) => {
    const id = ownIdOf(tx, appId, anyId);
    const user = id === null ? null : findUser(tx, appId, id);
    if (user === null) return { status: 'UNKNOWN_USER_ID_ERROR' };
    requireMultiTenancy(features);
    const obstacle = user.isPrimaryUser ? findMembershipConflict(tx, appId, tenantId, user) : null;
    if (obstacle !== null) return obstacle;

    const method = user.loginMethods.find((one) => one.recipeUserId === id);
    if (method === undefined) return { status: 'UNKNOWN_USER_ID_ERROR' };
    refusePasskeys(method);
    const duplicate = duplicateOf(tx, appId, tenantId, method);
    if (duplicate !== null) return { status: duplicate };
    const isNew = addMember(tx, appId, tenantId, method.recipeUserId);
    if (isNew) refreshTenantUsers(tx, appId, user.id);
    return { status: 'OK', wasAlreadyAssociated: !isNew };
  });

export type DisassociateResult = { status: 'OK'; wasAssociated: boolean } | UnknownUserId;

/**
 * Removes a login method and its data from a tenant. For an id that belongs to no user, removes the data
 * stored under it.
 */
export const disassociateUser = (
  { db, clock, lifecycle, features }: Pick<Context, 'db' | 'clock' | 'lifecycle' | 'features'>,
  { appId, tenantId }: Tenant,
  anyId: string,
): Promise<DisassociateResult> =>
  db.write((tx) => {
    const id = ownIdOf(tx, appId, anyId);
    if (id === null && lifecycle.usesOf(tx, appId, anyId, clock.now()).length === 0)
      return { status: 'UNKNOWN_USER_ID_ERROR' };
    requireMultiTenancy(features);
    const user = id === null ? null : findUser(tx, appId, id);
    const method = user?.loginMethods.find((one) => one.recipeUserId === id);
    if (method !== undefined) refusePasskeys(method);

    const hadData = lifecycle.tenantLeft(tx, appId, tenantId, id === null ? anyId : shownIdOf(tx, appId, id));
    const wasMember = method !== undefined && removeMember(tx, appId, tenantId, method.recipeUserId);
    if (user !== null && wasMember) refreshTenantUsers(tx, appId, user.id);
    return { status: 'OK', wasAssociated: hadData || wasMember };
  });

/** An id of the core takes precedence over an equal external id. */
const ownIdOf = (tx: Tx, appId: string, anyId: string): string | null =>
  findUserId(tx, appId, anyId) === null ? findMappedId(tx, appId, anyId) : anyId;

/** The real core answers 500 here. */
function refusePasskeys({ recipeId }: LoginMethod): void {
  if (recipeId === 'webauthn')
    throw badRequest('Users of the webauthn recipe cannot be added to a tenant or removed from one');
}

/** Finds another login method of the same recipe with the same account info in the tenant. */
function duplicateOf(
  tx: Tx,
  appId: string,
  tenantId: string,
  { recipeUserId, recipeId, email, phoneNumber, thirdParty }: LoginMethod,
): Exclude<MembershipConflict['status'], 'ASSOCIATION_NOT_ALLOWED_ERROR'> | null {
  const isAnother = (id: string | null) => id !== null && id !== recipeUserId;
  if (thirdParty !== null)
    return isAnother(methodWithThirdParty(tx, appId, tenantId, thirdParty))
      ? 'THIRD_PARTY_USER_ALREADY_EXISTS_ERROR'
      : null;
  if (email !== null && isAnother(methodWithEmail(tx, appId, tenantId, recipeId, email)))
    return 'EMAIL_ALREADY_EXISTS_ERROR';
  return phoneNumber !== null && isAnother(methodWithPhoneNumber(tx, appId, tenantId, phoneNumber))
    ? 'PHONE_NUMBER_ALREADY_EXISTS_ERROR'
    : null;
}
