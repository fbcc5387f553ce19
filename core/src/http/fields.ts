import { isAtLeast } from '../cdiVersions.ts';
import type { CdiVersion } from '../cdiVersions.ts';
import { badRequest } from '../errors.ts';
import { isJsonObject } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import { trim } from '../text.ts';
import { isStorable, maxLengthOf } from './limits.ts';

/**
 * Reads one field of a JSON body. Readers are exactly as lenient as the real core's: a list of one item
 * stands for the item, a number passes as a boolean, `null` is not the same as a missing field.
 */
export interface Field<T> {
  /**
   * Throws 400 if the value is invalid. `body` and `version` are for fields that depend on other fields or on
   * the caller's CDI version.
   */
  read(value: Json | undefined, name: string, body?: JsonObject, version?: CdiVersion): T;
}

/** The fields of a body of type B, each with its reader. */
export type BodyShape<B> = { readonly [K in keyof B]: Field<B[K]> };

export const field = <T>(read: Field<T>['read']): Field<T> => ({ read });

export const invalidField = (name: string) => badRequest(`Field name '${name}' is invalid in JSON input`);

/** Reads the fields in the order of the shape, so the first invalid one is reported. */
export function readBody<B>(shape: BodyShape<B>, body: JsonObject, version?: CdiVersion): B {
  const fields = Object.entries<Field<unknown>>(shape);
  const values = fields.map(([name, one]) => [name, one.read(ownValue(body, name), name, body, version)]);
  return Object.fromEntries(values) as B;
}

const ownValue = (body: JsonObject, name: string): Json | undefined =>
  Object.hasOwn(body, name) ? body[name] : undefined;

const unwrapSingle = (value: Json | undefined): Json | undefined =>
  Array.isArray(value) && value.length === 1 ? unwrapSingle(value[0]) : value;

export const text = field((value, name) => {
  const one = unwrapSingle(value);
  if (typeof one !== 'string' || !isStorable(one) || one.length > maxLengthOf(name)) throw invalidField(name);
  return one;
});

/** Trims a text and refuses an empty one. */
export function filled(value: string, name: string): string {
  const trimmed = trim(value);
  if (trimmed === '') throw badRequest(`Field name '${name}' cannot be an empty String`);
  return trimmed;
}

export const filledText = field((value, name) => filled(text.read(value, name), name));

export const flag = field((value, name) => {
  const one = unwrapSingle(value);
  if (typeof one === 'number') return false;
  if (typeof one !== 'boolean') throw invalidField(name);
  return one;
});

const WHOLE_NUMBER = /^[+-]?\d+$/;

export const integer = field((value, name) => {
  const one = unwrapSingle(value);
  if (typeof one === 'number' && Number.isSafeInteger(Math.trunc(one))) return Math.trunc(one);
  if (typeof one === 'string' && WHOLE_NUMBER.test(one) && Number.isSafeInteger(Number(one)))
    return Number(one);
  throw invalidField(name);
});

const MAX_INT = 2 ** 31 - 1;

/** A 32-bit integer, as the tables of a deployed core store it. */
export const int = field((value, name) => {
  const number = integer.read(value, name);
  if (Math.abs(number) > MAX_INT) throw invalidField(name);
  return number;
});

export const object = field((value, name) => {
  if (!isJsonObject(value)) throw invalidField(name);
  return value;
});

export const list = <T>(item: Field<T>): Field<T[]> =>
  field((value, name) => {
    if (!Array.isArray(value)) throw invalidField(name);
    return value.map((one) => item.read(one, name));
  });

export const optional = <T>(one: Field<T>): Field<T | undefined> =>
  field((value, name, body, version) =>
    value === undefined ? undefined : one.read(value, name, body, version),
  );

const isBefore = (version: CdiVersion | undefined, since: CdiVersion): boolean =>
  version !== undefined && !isAtLeast(version, since);

/** Ignored for callers of an older CDI version. */
export const since = <T>(first: CdiVersion, one: Field<T>): Field<T | undefined> =>
  field((value, name, body, version) =>
    isBefore(version, first) ? undefined : one.read(value, name, body, version),
  );

/** Optional for callers of an older CDI version. */
export const mandatorySince = <T>(first: CdiVersion, one: Field<T>): Field<T | undefined> =>
  field((value, name, body, version) =>
    value === undefined && isBefore(version, first) ? undefined : one.read(value, name, body, version),
  );

/** Mandatory for callers of an older CDI version. */
export const optionalSince = <T>(first: CdiVersion, one: Field<T>): Field<T | undefined> =>
  field((value, name, body, version) =>
    value === undefined && !isBefore(version, first) ? undefined : one.read(value, name, body, version),
  );

/** Has another name for callers of an older CDI version. */
export const renamedSince = <T>(first: CdiVersion, oldName: string, one: Field<T>): Field<T> =>
  field((value, name, body = {}, version) =>
    isBefore(version, first) ? one.read(ownValue(body, oldName), oldName) : one.read(value, name),
  );

/** Accepts `null` as a value. */
export const nullable = <T>(one: Field<T>): Field<T | null> =>
  field((value, name) => (value === null ? null : one.read(value, name)));

/**
 * A field that the real core validates after other checks. The handler calls the function when it gets there.
 */
export const deferred = <T>(one: Field<T>): Field<() => T> =>
  field((value, name, body, version) => () => one.read(value, name, body, version));
