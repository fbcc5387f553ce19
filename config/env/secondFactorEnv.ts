import * as z from 'zod';
import { EnvError, read, type EnvSource } from './envVariables.ts';
import { secret } from './schemas.ts';

/** Who needs a second factor: none exists, users choose, all users, or all administrators. */
const POLICIES = ['off', 'optional', 'required', 'required:admin'] as const;
export type SecondFactorPolicy = (typeof POLICIES)[number];

/** The key of a developer's machine and of tests. Not a secret. */
const LOCAL_KEY = 'local-development-second-factor-key';

/** Enough for 128 bits of a random text in base64 or hexadecimal. */
const MIN_KEY_CHARACTERS = 32;

const policy = z.lazy(() => z.enum(POLICIES, 'must be off, optional, required or required:admin'));

const key = z.lazy(() =>
  secret.unwrap().min(MIN_KEY_CHARACTERS, `must have at least ${MIN_KEY_CHARACTERS} characters`),
);

/** Settings of the second factor. */
export interface SecondFactorEnv {
  policy: SecondFactorPolicy;
  /** Secrets from which encryption keys are derived: the current one first, then the earlier one, if any. */
  keys: readonly string[];
}

/**
 * Reads the settings of the second factor. By default it is off in a deploy and optional on a developer's
 * machine.
 *
 * @throws EnvError for a malformed variable, and if a deploy needs the key and has none
 */
export function readSecondFactor(source: EnvSource, deployed: boolean): SecondFactorEnv {
  const chosen = read(source, 'SECOND_FACTOR', policy) ?? (deployed ? 'off' : 'optional');
  const current = read(source, 'SECOND_FACTOR_KEY', key) ?? (deployed ? undefined : LOCAL_KEY);
  const earlier = read(source, 'SECOND_FACTOR_OLD_KEY', key);
  if (chosen !== 'off' && current === undefined)
    throw new EnvError('SECOND_FACTOR_KEY', 'is not set, and SECOND_FACTOR is on');
  return { policy: chosen, keys: [current, earlier].filter((one) => one !== undefined) };
}
