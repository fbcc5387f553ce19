import { badRequest } from '../errors.ts';
import { filled } from './fields.ts';

/** Reads one query parameter, with the real core's error messages. An absent parameter is null. */
export interface Param<T> {
  read(value: string | null, name: string): T;
}

/** The parameters of a query of type Q, each with its reader. */
export type QueryShape<Q> = { readonly [K in keyof Q]: Param<Q[K]> };

export const param = <T>(read: Param<T>['read']): Param<T> => ({ read });

export function readQuery<Q>(shape: QueryShape<Q>, query: URLSearchParams): Q {
  const params = Object.entries<Param<unknown>>(shape);
  return Object.fromEntries(params.map(([name, one]) => [name, one.read(readParam(query, name), name)])) as Q;
}

/** PostgreSQL, below a deployed core, cannot look up a value with NUL. */
function readParam(query: URLSearchParams, name: string): string | null {
  const value = query.get(name);
  if (value?.includes('\0') === true) throw badRequest(`Field name '${name}' is invalid in GET request`);
  return value;
}

export const requiredText = param((value, name) => {
  if (value === null) throw badRequest(`Field name '${name}' is missing in GET request`);
  return value;
});

export const optionalText = param((value) => value);

export const requiredFilledText = param((value, name) => filled(requiredText.read(value, name), name));

export const optionalFilledText = param((value, name) => (value === null ? null : filled(value, name)));

const WHOLE_NUMBER = /^[+-]?\d+$/;
const MAX_INT = 2 ** 31 - 1;

const wholeNumber = (value: string, name: string, kind: 'an int' | 'a long', max: number): number => {
  if (!WHOLE_NUMBER.test(value) || Math.abs(Number(value)) > max)
    throw badRequest(`Field name '${name}' must be ${kind} in the GET request`);
  return Number(value);
};

export const optionalInt = param((value, name) =>
  value === null ? null : wholeNumber(value, name, 'an int', MAX_INT),
);

export const requiredLong = param((value, name) =>
  wholeNumber(requiredText.read(value, name), name, 'a long', Number.MAX_SAFE_INTEGER),
);

/** A comma-separated list, trimmed. */
export const wordList = param((value) =>
  (value ?? '')
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== ''),
);

/** A boolean: any value other than "true" means false. */
export const booleanOr = (fallback: boolean): Param<boolean> =>
  param((value) => (value === null ? fallback : value.toLowerCase() === 'true'));
