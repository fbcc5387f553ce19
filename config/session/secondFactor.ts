import type { SecondFactorPolicy } from '../env/secondFactorEnv.ts';
import { ADMIN_ROLE } from '../security/roles.ts';

/**
 * What a session has proved besides the sign-in:
 * - `none`: the user has no second factor
 * - `needed`: they have one and have not given it
 * - `trusted`: they gave it in this browser earlier and chose to trust the browser
 * - `proved`: they gave it in this session, at `factorTime`
 */
const STATES = ['none', 'needed', 'trusted', 'proved'] as const;
type SecondFactorState = (typeof STATES)[number];

/** Claims of an access token that refreshes keep. */
export interface SecondFactorClaims {
  secondFactor: SecondFactorState;
  /** When the second factor was given last, in seconds since the epoch; 0 if it was not. */
  factorTime: number;
}

type Payload = Readonly<Record<string, unknown>>;

/**
 * Reads the state from the claims of an access token. Undefined for sessions that were created while the
 * second factor was off, or while the database was down: then only the database knows.
 */
export function secondFactorState(payload: Payload): SecondFactorState | undefined {
  return STATES.find((state) => state === payload.secondFactor);
}

/** When the second factor was given last, in seconds since the epoch; 0 if it was not. */
export function factorTimeIn(payload: Payload): number {
  const { factorTime } = payload;
  return typeof factorTime === 'number' ? factorTime : 0;
}

/**
 * What keeps a session from everything else: state unknown, code needed, or no factor where one is required.
 */
export type FactorObstacle = 'check' | 'code' | 'set-up';

/** Whether users with these roles must have a second factor. */
export function mustHaveFactor(policy: SecondFactorPolicy, roles: readonly string[]): boolean {
  return policy === 'required' || (policy === 'required:admin' && roles.includes(ADMIN_ROLE));
}

/**
 * Returns what a session has to do before it may do anything else; undefined if nothing.
 *
 * @param roles of the user, from the core or from the access token
 */
export function factorObstacle(
  policy: SecondFactorPolicy,
  payload: Payload,
  roles: readonly string[],
): FactorObstacle | undefined {
  if (policy === 'off') return undefined;
  const state = secondFactorState(payload);
  if (state === undefined) return 'check';
  if (state === 'needed') return 'code';
  return state === 'none' && mustHaveFactor(policy, roles) ? 'set-up' : undefined;
}
