import type * as z from 'zod';
import { translationOf } from '../../../config/contracts/refusalReason.ts';
import { requireJsonBody } from './body.ts';
import type { FunctionEvent } from './message.ts';
import { Refusal } from './refusal.ts';
import { requireStorable } from './storable.ts';

/** Names the invalid part of the input: the one from zod, or the first unknown field. */
function fieldOf(issue: z.core.$ZodIssue, whole: string): string {
  const path = issue.path.map(String);
  return [...path, ...(issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [])].join('.') || whole;
}

function parse<T>(value: unknown, schema: z.ZodType<T>, whole: 'body' | 'query'): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const message = issue?.message ?? `The ${whole} is malformed.`;
  throw new Refusal(400, 'BAD_REQUEST', message, {
    field: issue === undefined ? whole : fieldOf(issue, whole),
    ...translationOf(message),
  });
}

/**
 * Validates the body of a request.
 *
 * @throws Refusal 413, 415 or 400; 400 names the field
 */
export function readBody<T>(event: FunctionEvent, schema: z.ZodType<T>): T {
  requireJsonBody(event);
  return parse(JSON.parse(event.body ?? '{}'), schema, 'body');
}

/**
 * Validates the query of a request.
 *
 * @throws Refusal 400 with the parameter
 */
export function readQuery<T>({ queryStringParameters }: FunctionEvent, schema: z.ZodType<T>): T {
  requireStorable(queryStringParameters ?? {}, 'query');
  return parse(queryStringParameters ?? {}, schema, 'query');
}
