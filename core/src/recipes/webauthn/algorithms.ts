import { badRequest } from '../../errors.ts';
import type { Json } from '../../json.ts';

const WHOLE_NUMBER = /^[+-]?\d+$/;

/** Validates a list of COSE algorithm numbers. Returns the message of Java's parser, or null if valid. */
export const refuseAlgorithms = (algorithms: readonly Json[]): string | null =>
  algorithms.map((one) => refuseAlgorithm(one)).find((reason) => reason !== null) ?? null;

/** Converts a valid list to numbers. */
export const toAlgorithms = (algorithms: readonly Json[]): number[] =>
  algorithms.map((one) => Math.trunc(Number(single(one))));

function refuseAlgorithm(algorithm: Json): string | null {
  const one = single(algorithm);
  if (Array.isArray(one)) return `Array must have size 1, but has size ${String(one.length)}`;
  if (typeof one === 'boolean' || (typeof one === 'string' && !WHOLE_NUMBER.test(one)))
    return `For input string: "${String(one)}"`;
  if (!Number.isSafeInteger(Math.trunc(Number(one))) || one === null || typeof one === 'object')
    throw badRequest("Field name 'supportedAlgorithmIDs' is invalid in JSON input");
  return null;
}

const single = (value: Json): Json =>
  Array.isArray(value) && value.length === 1 ? single(value[0] ?? null) : value;
