import { Query } from '../../db/query.ts';
import type { Tx } from '../../db/query.ts';
import type { Tenant } from '../multitenancy/types.ts';
import type { Options } from './types.ts';

interface OptionsRow {
  options_id: string;
  challenge: string;
  email: string | null;
  relying_party_id: string;
  relying_party_name: string;
  origin: string;
  user_verification: string;
  is_user_presence_required: number;
  created_at: number;
  timeout: number;
}

type Place = Pick<Tenant, 'appId' | 'tenantId'>;

const insertOptions = new Query(
  `INSERT INTO webauthn_options (app_id, options_id, tenant_id, challenge, email, relying_party_id,
     relying_party_name, origin, user_verification, is_user_presence_required, created_at, expires_at)
   VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
);
const optionsWhere = (condition: string) =>
  new Query<OptionsRow>(
    `SELECT options_id, challenge, email, relying_party_id, relying_party_name, origin, user_verification,
       is_user_presence_required, created_at, expires_at - created_at AS timeout FROM webauthn_options
     WHERE app_id = ? AND options_id = ? AND ${condition}`,
  );
const optionsOfTenant = optionsWhere('tenant_id = ?');
const deleteOptions = new Query(
  'DELETE FROM webauthn_options WHERE app_id = ? AND options_id = ? AND tenant_id = ?',
);
const deleteExpiredOptions = new Query('DELETE FROM webauthn_options WHERE expires_at < ?');

export function addOptions(tx: Tx, { appId, tenantId }: Place, options: Options): void {
  const { id, challenge, email, relyingPartyId, relyingPartyName, origin, userVerification } = options;
  const { isUserPresenceRequired, createdAt, timeout } = options;
  insertOptions.run(
    tx,
    ...[appId, id, tenantId, challenge, email, relyingPartyId, relyingPartyName, origin, userVerification],
    ...[isUserPresenceRequired ? 1 : 0, createdAt, createdAt + timeout],
  );
}

export const findOptionsOfTenant = (tx: Tx, { appId, tenantId }: Place, optionsId: string): Options | null =>
  toOptions(optionsOfTenant.get(tx, appId, optionsId, tenantId));

export const removeOptions = (tx: Tx, { appId, tenantId }: Place, optionsId: string): boolean =>
  deleteOptions.run(tx, appId, optionsId, tenantId) > 0;

export function removeExpiredOptions(tx: Tx, now: number): void {
  deleteExpiredOptions.run(tx, now);
}

const toOptions = (row: OptionsRow | undefined): Options | null =>
  row === undefined
    ? null
    : {
        id: row.options_id,
        challenge: row.challenge,
        email: row.email,
        relyingPartyId: row.relying_party_id,
        relyingPartyName: row.relying_party_name,
        origin: row.origin,
        userVerification: row.user_verification,
        isUserPresenceRequired: row.is_user_presence_required === 1,
        createdAt: row.created_at,
        timeout: row.timeout,
      };
