import { refuseAlgorithms } from './algorithms.ts';
import { refuseOrigin } from './origin.ts';
import type { InvalidOptions, Options } from './types.ts';
import type { Json } from '../../json.ts';

/** Requirements that responses are checked against. */
export type CeremonyRequirements = Pick<
  Options,
  'relyingPartyId' | 'relyingPartyName' | 'origin' | 'timeout' | 'userVerification' | 'userPresence'
>;

/** Registration preferences, passed on to the browser and not checked later. */
export interface RegistrationPreferences {
  readonly attestation: string;
  readonly residentKey: string;
  readonly algorithms: readonly Json[];
}

const REQUIREMENTS = ['required', 'discouraged', 'preferred'];
const ATTESTATIONS = ['none', 'indirect', 'direct', 'enterprise'];

/** Validates options in the real core's order. Returns the error, or null if valid. */
export function refuseOptions(
  demands: CeremonyRequirements,
  wishes: RegistrationPreferences,
): InvalidOptions | null {
  const reason =
    refuseOrigin(demands.origin, demands.relyingPartyId) ??
    (demands.timeout < 0 ? 'Timeout must be a positive value' : null) ??
    refuseValue(demands.userVerification, REQUIREMENTS, 'userVerification') ??
    refuseValue(wishes.attestation, ATTESTATIONS, 'attestation') ??
    refuseValue(wishes.residentKey, REQUIREMENTS, 'residentKey') ??
    refuseAlgorithms(wishes.algorithms);
  return reason === null ? null : { status: 'INVALID_OPTIONS_ERROR', reason };
}

const refuseValue = (value: string, possible: readonly string[], name: string): string | null =>
  possible.includes(value)
    ? null
    : `Invalid value '${value}' for ${name}. Must be one of: ${possible.join(', ')}`;
