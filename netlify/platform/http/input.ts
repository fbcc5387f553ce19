import type * as z from 'zod';
import { requireJsonBody } from './body.ts';
import type { FunctionEvent } from './message.ts';
import { Refusal } from './refusal.ts';
import { requireStorable } from './storable.ts';

/** The part of the input that was wrong: the one that zod names, or the first of those nobody knows. */
function fieldOf(issue: z.core.$ZodIssue, whole: string): string {
  const path = issue.path.map(String);
  return [...path, ...(issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [])].join('.') || whole;
}

function parse<T>(value: unknown, schema: z.ZodType<T>, whole: 'body' | 'query'): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Refusal(400, 'BAD_REQUEST', issue?.message ?? `The ${whole} is malformed.`, {
    field: issue === undefined ? whole : fieldOf(issue, whole),
  });
}

/**
 * The body of a request, as its schema has it.
 *
 * @throws Refusal 413, 415 or 400; the last names the field
 */
export function readBody<T>(event: FunctionEvent, schema: z.ZodType<T>): T {
  requireJsonBody(event);
  return parse(JSON.parse(event.body ?? '{}'), schema, 'body');
}

/**
 * The query of a request, as its schema has it.
 *
 * @throws Refusal 400, which names the parameter
 */
export function readQuery<T>({ queryStringParameters }: FunctionEvent, schema: z.ZodType<T>): T {
  requireStorable(queryStringParameters ?? {}, 'query');
  return parse(queryStringParameters ?? {}, schema, 'query');
}
