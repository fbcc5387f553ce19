import type { JsonObject } from '../json.ts';
import { CONFIG_FIELDS } from './fields.ts';
import type { ConfigField } from './fields.ts';
import { findViolatedRule } from './rules.ts';
import { fieldOf, readConfig } from './values.ts';
import type { ConfigValue, ConfigValues } from './values.ts';

/**
 * Validates a change to a tenant's configuration. Returns the real core's error message, or null if the
 * change is valid.
 *
 * @param app settings shared by all tenants
 * @param tenants the app's tenants after the change
 */
export function configProblem(
  changed: JsonObject,
  app: JsonObject,
  tenants: readonly JsonObject[],
  testing: boolean,
): string | null {
  const unknown = Object.keys(changed).find((key) => fieldOf(key) === undefined);
  if (unknown !== undefined) return `Invalid config key: ${unknown}`;
  return appProblem(app, tenants, testing) ?? levelProblem(changed);
}

function appProblem(app: JsonObject, tenants: readonly JsonObject[], testing: boolean): string | null {
  const valid: ConfigValues[] = [];
  for (const tenant of [app, ...tenants]) {
    const values = readConfig({ ...app, ...tenant });
    if ('problem' in values) return values.problem;
    const problem = findViolatedRule(values, testing);
    if (problem !== null) return problem;
    valid.push(values);
  }
  return firstConflict(valid);
}

/**
 * Returns the first conflict between tenants in a setting that all tenants of an app share. All are valid by
 * themselves.
 */
function firstConflict([shared, ...others]: readonly ConfigValues[]): string | null {
  if (shared === undefined) return null;
  return others.map((values) => conflictOf(shared, values)).find((conflict) => conflict !== null) ?? null;
}

function conflictOf(app: ConfigValues, tenant: ConfigValues): string | null {
  const differs = ({ key, level }: ConfigField) =>
    level === 'app' && comparable(key, app.get(key)) !== comparable(key, tenant.get(key));
  const conflict = CONFIG_FIELDS.find((field) => differs(field));
  return conflict === undefined
    ? null
    : `You cannot set different values for ${conflict.key} for the same appId`;
}

/** API keys are compared regardless of order and white space. */
const comparable = (key: string, value: ConfigValue | undefined): ConfigValue | undefined =>
  key === 'api_keys' && typeof value === 'string'
    ? value.replaceAll(/\s/g, '').split(',').sort().join(',')
    : value;

function levelProblem(changed: JsonObject): string | null {
  const misplaced = CONFIG_FIELDS.find(({ key, level }) => level === 'core' && Object.hasOwn(changed, key));
  return misplaced === undefined
    ? null
    : `${misplaced.key} can only be set via the core's base config setting`;
}
