import { Query } from '../../db/query.ts';
import type { Tx } from '../../db/query.ts';

/** An id of the core, of a user or login method, and the external id by which the app knows it. */
export interface Mapping {
  readonly userId: string;
  readonly externalUserId: string;
  readonly externalUserIdInfo: string | null;
}

/** The column by which a mapping is looked up. */
export type Side = 'user_id' | 'external_user_id';

interface MappingRow {
  user_id: string;
  external_user_id: string;
  external_user_id_info: string | null;
}

const COLUMNS = 'user_id, external_user_id, external_user_id_info';

const select = (side: Side) =>
  new Query<MappingRow>(`SELECT ${COLUMNS} FROM user_id_mappings WHERE app_id = ? AND ${side} = ?`);
const remove = (side: Side) => new Query(`DELETE FROM user_id_mappings WHERE app_id = ? AND ${side} = ?`);
const setInfo = (side: Side) =>
  new Query(`UPDATE user_id_mappings SET external_user_id_info = ? WHERE app_id = ? AND ${side} = ?`);

const by = {
  user_id: { select: select('user_id'), remove: remove('user_id'), setInfo: setInfo('user_id') },
  external_user_id: {
    select: select('external_user_id'),
    remove: remove('external_user_id'),
    setInfo: setInfo('external_user_id'),
  },
};
const insert = new Query(`INSERT INTO user_id_mappings (app_id, ${COLUMNS}) VALUES (?, ?, ?, ?)`);

export function findMapping(tx: Tx, appId: string, side: Side, id: string): Mapping | null {
  const row = by[side].select.get(tx, appId, id);
  return row === undefined
    ? null
    : {
        userId: row.user_id,
        externalUserId: row.external_user_id,
        externalUserIdInfo: row.external_user_id_info,
      };
}

export function addMapping(tx: Tx, appId: string, mapping: Mapping): void {
  insert.run(tx, appId, mapping.userId, mapping.externalUserId, mapping.externalUserIdInfo);
}

/** Returns false if there was none. */
export const removeMapping = (tx: Tx, appId: string, side: Side, id: string): boolean =>
  by[side].remove.run(tx, appId, id) > 0;

/** Returns false if there is no such mapping. */
export const saveInfo = (tx: Tx, appId: string, side: Side, id: string, info: string | null): boolean =>
  by[side].setInfo.run(tx, info, appId, id) > 0;
