import * as z from 'zod';
import { readBody } from '../../netlify/platform/http/input.ts';
import { Refusal } from '../../netlify/platform/http/refusal.ts';
import { lambdaEvent } from '../support/lambdaEvent.ts';

const schema = z.strictObject({
  name: z.string(),
  address: z.strictObject({ lines: z.array(z.string()) }).optional(),
});

function fieldOf(body: object): string | undefined {
  const headers = { 'content-type': 'application/json' };
  try {
    readBody(lambdaEvent({ method: 'POST', path: '/', headers, body: JSON.stringify(body) }), schema);
  } catch (error) {
    if (error instanceof Refusal) return error.field;
  }
  return undefined;
}

it.each([
  [{ name: 7 }, 'name'],
  [{ name: 'n', other: 1 }, 'other'],
  [{ name: 'n', address: { lines: ['a', 7] } }, 'address.lines.1'],
  [{ name: 'n', address: { lines: [], city: 'c' } }, 'address.city'],
  [{ name: 'n', address: { lines: ['a', 'b\0'] } }, 'address.lines.1'],
])('a refusal of %j names the field %s', (body, field) => {
  expect(fieldOf(body)).toBe(field);
});
