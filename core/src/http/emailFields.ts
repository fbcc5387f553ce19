import { field, filledText, text } from './fields.ts';
import type { Field } from './fields.ts';
import { normaliseEmail } from '../recipes/users/email.ts';

const normalised = (one: Field<string>): Field<string> =>
  field((value, name) => normaliseEmail(one.read(value, name)));

/** An email address, normalised. */
export const email = normalised(text);

/** A normalised email address. An empty one is refused. */
export const filledEmail = normalised(filledText);
