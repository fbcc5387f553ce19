import { CONFIG_FIELDS } from '../../config/fields.ts';
import type { ConfigField, FieldType } from '../../config/fields.ts';
import { readConfig } from '../../config/values.ts';
import type { ConfigValue } from '../../config/values.ts';
import type { Context } from '../../context.ts';
import { PUBLIC } from '../multitenancy/names.ts';
import { tenantOf } from '../multitenancy/tenants.ts';
import type { Tenant } from '../multitenancy/types.ts';

/** A setting in the form that the dashboard shows. */
export interface ShownSetting {
  readonly key: string;
  readonly valueType: 'string' | 'boolean' | 'number' | 'enum';
  readonly value: ConfigValue;
  readonly description: string;
  readonly isDifferentAcrossTenants: boolean;
  readonly possibleValues: readonly string[] | null;
  readonly isNullable: boolean;
  readonly defaultValue: ConfigValue;
  readonly isPluginProperty: false;
  readonly isPluginPropertyEditable: false;
}

/** Lists the settings that the API can change, with the tenant's values. */
export async function settingsOf(
  context: Pick<Context, 'db'>,
  { appId, tenantId }: Tenant,
): Promise<ShownSetting[]> {
  const app = await tenantOf(context, appId, PUBLIC);
  const tenant = await tenantOf(context, appId, tenantId);
  const values = readConfig({ ...app?.coreConfig, ...tenant?.coreConfig });
  // The configuration was validated when it was saved.
  if ('problem' in values) throw new Error(values.problem);
  return CONFIG_FIELDS.flatMap(
    (field) => shown(field, effective(field.key, values.get(field.key) ?? null)) ?? [],
  );
}

/** Converts a value as the real core does before it shows it. */
function effective(key: string, value: ConfigValue): ConfigValue {
  if (key === 'saml_sp_entity_id') return value ?? 'https://saml.supertokens.com';
  if (key !== 'ip_allow_regex' && key !== 'ip_deny_regex') return value;
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

function shown(
  { key, type, fallback, level, possibleValues, description }: ConfigField,
  value: ConfigValue,
): ShownSetting | null {
  if (description === undefined) return null;
  return {
    key,
    valueType: possibleValues === undefined ? VALUE_TYPES[type] : 'enum',
    value,
    description,
    isDifferentAcrossTenants: level === 'tenant',
    possibleValues: possibleValues ?? null,
    isNullable: fallback === null,
    defaultValue: fallback,
    isPluginProperty: false,
    isPluginPropertyEditable: false,
  };
}

const VALUE_TYPES: Readonly<Record<FieldType, ShownSetting['valueType']>> = {
  String: 'string',
  boolean: 'boolean',
  int: 'number',
  long: 'number',
  double: 'number',
};
