import type { Context } from '../../context.ts';
import type { Tx } from '../../db/query.ts';
import type { Lifecycle, RecipeInUse } from '../lifecycle.ts';
import { findUserId } from '../users/store.ts';
import { addMapping, findMapping, removeMapping, saveInfo } from './store.ts';
import type { Mapping, Side } from './store.ts';

type Services = Pick<Context, 'db' | 'clock' | 'lifecycle'>;

/** The kind of id: the core's, the app's, or either. */
export type UserIdType = 'SUPERTOKENS' | 'EXTERNAL' | 'ANY';

/**
 * The real core's order of looking for data under an id, which decides which recipe its error message names.
 */
const RECIPES: readonly RecipeInUse[] = ['Session', 'UserMetadata', 'UserRoles', 'EmailVerification', 'TOTP'];

export type CreateResult =
  | { status: 'OK' }
  | { status: 'UNKNOWN_SUPERTOKENS_USER_ID_ERROR' }
  | {
      status: 'USER_ID_MAPPING_ALREADY_EXISTS_ERROR';
      doesSuperTokensUserIdExist: boolean;
      doesExternalUserIdExist: boolean;
    }
  | { status: 'REFUSED'; reason: string };

export interface CreateOptions {
  /** Ignores existing data under the ids. */
  readonly force: boolean;
  /** A verified email does not prevent the mapping, but moves to the external id. */
  readonly takesVerifiedEmail: boolean;
}

/** Maps an id of the core to an external id of the app. */
export function createMapping(
  { db, clock, lifecycle }: Services,
  appId: string,
  mapping: Mapping,
  { force, takesVerifiedEmail }: CreateOptions,
): Promise<CreateResult> {
  const { userId, externalUserId } = mapping;
  return db.write((tx) => {
    const taken = findMapping(tx, appId, 'external_user_id', externalUserId);
    if (taken !== null) return alreadyExists(taken.userId === userId, true);
    if (findUserId(tx, appId, userId) === null) return { status: 'UNKNOWN_SUPERTOKENS_USER_ID_ERROR' };
    if (!force) {
      if (findUserId(tx, appId, externalUserId) !== null)
        return refused('Cannot create a userId mapping where the externalId is also a SuperTokens userID');
      const [use, ...others] = usesOf(tx, lifecycle, appId, userId, clock.now());
      // Emails verified by a provider exist before the app can create a mapping.
      const isVerifiedEmail = use === 'EmailVerification' && others.length === 0;
      if (use !== undefined && !(takesVerifiedEmail && isVerifiedEmail)) return inUse(use);
      if (use !== undefined) lifecycle.idMapped(tx, appId, userId, externalUserId);
    }
    if (findMapping(tx, appId, 'user_id', userId) !== null) return alreadyExists(true, false);
    addMapping(tx, appId, mapping);
    return { status: 'OK' };
  });
}

export const getMapping = (
  { db }: Pick<Context, 'db'>,
  appId: string,
  id: string,
  type: UserIdType,
): Promise<Mapping | null> => db.read((tx) => mappingOf(tx, appId, id, type));

export type RemoveResult = { status: 'OK'; didMappingExist: boolean } | { status: 'REFUSED'; reason: string };

/** Removes a mapping, unless data is stored under the external id; `force` ignores that. */
export function dropMapping(
  { db, clock, lifecycle }: Services,
  appId: string,
  id: string,
  type: UserIdType,
  force: boolean,
): Promise<RemoveResult> {
  return db.write((tx) => {
    const mapping = mappingOf(tx, appId, id, 'ANY');
    if (mapping === null || !isOfType(tx, appId, id, type)) return { status: 'OK', didMappingExist: false };
    // If the external id is also an id of the core, the owner of the data is unknown: no check.
    if (findUserId(tx, appId, mapping.externalUserId) !== null)
      return { status: 'OK', didMappingExist: removeMapping(tx, appId, 'user_id', mapping.userId) };
    const [use] = force ? [] : usesOf(tx, lifecycle, appId, mapping.externalUserId, clock.now());
    if (use !== undefined) return inUse(use);
    return { status: 'OK', didMappingExist: removeMapping(tx, appId, sideOf(tx, appId, id, type), id) };
  });
}

export type InfoResult = { status: 'OK' } | { status: 'UNKNOWN_MAPPING_ERROR' };

/** Sets the app's note about an external id; null removes it. */
export function updateInfo(
  { db }: Pick<Context, 'db'>,
  appId: string,
  id: string,
  type: UserIdType,
  info: string | null,
): Promise<InfoResult> {
  return db.write((tx) =>
    saveInfo(tx, appId, sideOf(tx, appId, id, type), id, info)
      ? { status: 'OK' }
      : { status: 'UNKNOWN_MAPPING_ERROR' },
  );
}

const isOfType = (tx: Tx, appId: string, id: string, type: UserIdType): boolean =>
  type === 'SUPERTOKENS' ? findUserId(tx, appId, id) !== null : mappingOf(tx, appId, id, type) !== null;

/** An id of unknown kind is the core's if a user has it. */
function sideOf(tx: Tx, appId: string, id: string, type: UserIdType): Side {
  const isOurs = type === 'ANY' ? findUserId(tx, appId, id) !== null : type === 'SUPERTOKENS';
  return isOurs ? 'user_id' : 'external_user_id';
}

const mappingOf = (tx: Tx, appId: string, id: string, type: UserIdType): Mapping | null =>
  (type === 'EXTERNAL' ? null : findMapping(tx, appId, 'user_id', id)) ??
  (type === 'SUPERTOKENS' ? null : findMapping(tx, appId, 'external_user_id', id));

const usesOf = (
  tx: Tx,
  lifecycle: Lifecycle,
  appId: string,
  id: string,
  now: number,
): readonly RecipeInUse[] => {
  const uses = lifecycle.usesOf(tx, appId, id, now);
  return RECIPES.filter((recipe) => uses.includes(recipe));
};

const refused = (reason: string) => ({ status: 'REFUSED', reason }) as const;

const inUse = (recipe: RecipeInUse) => refused(`UserId is already in use in ${recipe} recipe`);

const alreadyExists = (doesSuperTokensUserIdExist: boolean, doesExternalUserIdExist: boolean) =>
  ({
    status: 'USER_ID_MAPPING_ALREADY_EXISTS_ERROR',
    doesSuperTokensUserIdExist,
    doesExternalUserIdExist,
  }) as const;
