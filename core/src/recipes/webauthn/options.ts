import type { Context } from '../../context.ts';
import { randomToken, uuid } from '../../crypto/digest.ts';
import type { Lifecycle } from '../lifecycle.ts';
import type { Tenant } from '../multitenancy/types.ts';
import { findMappedId, usersByIds, usersWithEmail } from '../users/store.ts';
import { timeJoinedOf } from '../users/user.ts';
import { refuseOptions } from './optionsCheck.ts';
import type { CeremonyRequirements, RegistrationPreferences } from './optionsCheck.ts';
import {
  addOptions,
  findOptionsOfTenant,
  removeExpired,
  removeOptions,
  removeRecoveryTokensAtTenant,
  removeRecoveryTokensOfUser,
} from './store.ts';
import type { InvalidOptions, Options } from './types.ts';

type Services = Pick<Context, 'db' | 'clock'>;

const CHALLENGE_BYTES = 32;

export type RegistrationResult = { status: 'OK'; options: Options; userHandle: string } | InvalidOptions;

/** Creates registration options, for a new user or another passkey of an existing one. */
export function createRegistrationOptions(
  { db, clock }: Services,
  tenant: Tenant,
  email: string,
  demands: CeremonyRequirements,
  wishes: RegistrationPreferences,
): Promise<RegistrationResult> {
  return db.write((tx) => {
    const refusal = refuseOptions(demands, wishes);
    if (refusal !== null) return refusal;
    const options = newOptions(demands, email, clock.now());
    addOptions(tx, tenant, options);
    const users = usersByIds(tx, tenant.appId, usersWithEmail(tx, tenant.appId, tenant.tenantId, email));
    const [oldest] = users.sort((a, b) => timeJoinedOf(a) - timeJoinedOf(b));
    return { status: 'OK', options, userHandle: oldest?.id ?? options.id };
  });
}

export type SignInOptionsResult = { status: 'OK'; options: Options } | InvalidOptions;

export function createSignInOptions(
  { db, clock }: Services,
  tenant: Tenant,
  demands: CeremonyRequirements,
): Promise<SignInOptionsResult> {
  return db.write((tx) => {
    const refusal = refuseOptions(demands, { attestation: 'none', residentKey: 'required', algorithms: [] });
    if (refusal !== null) return refusal;
    const options = newOptions(demands, null, clock.now());
    addOptions(tx, tenant, options);
    return { status: 'OK', options };
  });
}

const newOptions = (demands: CeremonyRequirements, email: string | null, createdAt: number): Options => {
  const { relyingPartyId, relyingPartyName, origin, timeout, userVerification, userPresence } = demands;
  const party = { relyingPartyId, relyingPartyName, origin };
  const challenge = randomToken(CHALLENGE_BYTES);
  return { id: uuid(), challenge, email, ...party, userVerification, userPresence, createdAt, timeout };
};

/** Returns options of the tenant, even expired ones that are not deleted yet. */
export const getOptions = (
  { db }: Pick<Context, 'db'>,
  tenant: Tenant,
  optionsId: string,
): Promise<Options | null> => db.read((tx) => findOptionsOfTenant(tx, tenant, optionsId));

/** Removes options. Returns false if there are none. */
export const revokeOptions = (
  { db }: Pick<Context, 'db'>,
  tenant: Tenant,
  optionsId: string,
): Promise<boolean> => db.write((tx) => removeOptions(tx, tenant, optionsId));

export const webauthnLifecycle: Partial<Lifecycle> = {
  idRetired: removeRecoveryTokensOfUser,
  tenantLeft: (tx, appId, tenantId, shownId) => {
    removeRecoveryTokensAtTenant(tx, appId, tenantId, findMappedId(tx, appId, shownId) ?? shownId);
    // The real core ignores them here: the foreign key deletes them.
    return false;
  },
  expiredRemoved: removeExpired,
};
