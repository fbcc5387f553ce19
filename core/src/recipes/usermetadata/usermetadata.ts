import type { Context } from '../../context.ts';
import type { JsonObject } from '../../json.ts';
import type { Lifecycle } from '../lifecycle.ts';
import { findMetadata, removeMetadata, saveMetadata } from './store.ts';

type Services = Pick<Context, 'db'>;

export const getMetadata = ({ db }: Services, appId: string, userId: string): Promise<JsonObject> =>
  db.read((tx) => findMetadata(tx, appId, userId) ?? {});

/** Returns one entry per id, in their order; null (not `{}`) if nothing is stored. */
export const getMetadataOfMany = (
  { db }: Services,
  appId: string,
  userIds: readonly string[],
): Promise<{ userId: string; metadata: JsonObject | null }[]> =>
  db.read((tx) => userIds.map((userId) => ({ userId, metadata: findMetadata(tx, appId, userId) })));

/** Merges an update into the metadata and returns the result. */
export const updateMetadata = (
  { db }: Services,
  appId: string,
  userId: string,
  update: JsonObject,
): Promise<JsonObject> =>
  db.write((tx) => {
    const merged = mergeShallowly(findMetadata(tx, appId, userId) ?? {}, update);
    saveMetadata(tx, appId, userId, merged);
    return merged;
  });

export const clearMetadata = ({ db }: Services, appId: string, userId: string): Promise<void> =>
  db.write((tx) => {
    removeMetadata(tx, appId, userId);
  });

/** Replaces top-level values; null removes one. Nested nulls are ordinary values. */
function mergeShallowly(current: JsonObject, update: JsonObject): JsonObject {
  const merged = new Map(Object.entries(current));
  for (const [key, value] of Object.entries(update)) {
    merged.delete(key);
    if (value !== null) merged.set(key, value);
  }
  return Object.fromEntries(merged);
}

export const usermetadataLifecycle: Partial<Lifecycle> = {
  usesOf: (tx, appId, id) => (findMetadata(tx, appId, id) === null ? [] : ['UserMetadata']),
  userDataRemoved: removeMetadata,
};
