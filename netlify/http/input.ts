import type * as z from 'zod';
import { requireJsonBody } from './body.ts';
import type { FunctionEvent } from './message.ts';
import { Refusal } from './refusal.ts';

/** The part of the input that was wrong: the one that zod names, or the first of those nobody knows. */
function fieldOf(issue: z.core.$ZodIssue): string {
  const path = issue.path.map(String);
  return [...path, ...(issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [])].join('.') || 'body';
}

/**
 * The body of a request, as its schema has it.
 *
 * @throws Refusal 413, 415 or 400; the last names the field
 */
export function readBody<T>(event: FunctionEvent, schema: z.ZodType<T>): T {
  requireJsonBody(event);
  const parsed = schema.safeParse(JSON.parse(event.body ?? '{}'));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Refusal(400, 'BAD_REQUEST', issue?.message ?? 'The body is malformed.', {
    field: issue === undefined ? 'body' : fieldOf(issue),
  });
}
