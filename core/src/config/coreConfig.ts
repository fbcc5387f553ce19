import type { JsonObject } from '../json.ts';
import { findViolatedRule } from './rules.ts';
import { fieldOf, readConfig } from './values.ts';
import type { ConfigValues } from './values.ts';

/**
 * Validates the configuration of a core as the real core does when it starts.
 *
 * @returns every setting, with defaults for those that are not given
 * @throws Error with the real core's message
 */
export function readCoreConfig(config: JsonObject): ConfigValues {
  const unknown = Object.keys(config).find((key) => fieldOf(key) === undefined);
  if (unknown !== undefined) throw new Error(`Invalid config key: ${unknown}`);
  const values = readConfig(config);
  const problem = 'problem' in values ? values.problem : findViolatedRule(values, false);
  if ('problem' in values || problem !== null) throw new Error(problem ?? '');
  return values;
}
