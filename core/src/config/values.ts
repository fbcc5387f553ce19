import type { Json, JsonObject } from '../json.ts';
import { ALIASES, CONFIG_FIELDS } from './fields.ts';
import type { ConfigField, FieldType } from './fields.ts';

export type ConfigValue = string | number | boolean | null;

/** A complete configuration: every setting, converted to its type. */
export type ConfigValues = ReadonlyMap<string, ConfigValue>;

/** A configuration error, in the real core's words. */
export interface ConfigProblem {
  readonly problem: string;
}

const fieldsByKey = new Map(CONFIG_FIELDS.map((field) => [field.key, field]));

/** Finds a setting by its current or deprecated name. */
export const fieldOf = (key: string): ConfigField | undefined =>
  fieldsByKey.get(Object.hasOwn(ALIASES, key) ? (ALIASES[key] ?? key) : key);

/** Applies defaults and converts values to their types. Numbers may be given as text. */
export function readConfig(config: JsonObject): ConfigValues | ConfigProblem {
  const values = new Map<string, ConfigValue>(CONFIG_FIELDS.map(({ key, fallback }) => [key, fallback]));
  for (const [key, json] of Object.entries(config)) {
    const field = fieldOf(key);
    if (field === undefined || json === null || json === undefined) continue;
    const value = convert(json, field.type);
    if (value === undefined) return { problem: `'${field.key}' must be of type ${field.type}` };
    values.set(field.key, value);
  }
  return values;
}

function convert(json: Json, type: FieldType): ConfigValue | undefined {
  const one = Array.isArray(json) && json.length === 1 ? json[0] : json;
  if (one === undefined || one === null || typeof one === 'object') return undefined;
  if (type === 'String') return String(one);
  if (type === 'boolean') return toBoolean(one);
  return toNumber(one, type);
}

const toBoolean = (value: string | number | boolean): boolean | undefined =>
  typeof value === 'boolean'
    ? value
    : { true: true, false: false }[String(value).toLowerCase() as 'true' | 'false'];

const MAX: Readonly<Record<'long' | 'int', number>> = { int: 2 ** 31 - 1, long: Number.MAX_SAFE_INTEGER };
const WHOLE_NUMBER = /^[+-]?\d+$/;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

function toNumber(value: string | number | boolean, type: 'long' | 'int' | 'double'): number | undefined {
  if (typeof value === 'boolean') return undefined;
  const spelling = type === 'double' ? NUMBER : WHOLE_NUMBER;
  if (typeof value === 'string' && !spelling.test(value.trim())) return undefined;
  const number = Number(value);
  if (type === 'double') return number;
  return Number.isInteger(number) && Math.abs(number) <= MAX[type] ? number : undefined;
}
