import { field, filledText, text } from './fields.ts';
import type { Field } from './fields.ts';
import { normaliseEmail } from '../recipes/users/email.ts';

const normalised = (one: Field<string>): Field<string> =>
  field((value, name) => normaliseEmail(one.read(value, name)));

/** An e-mail address, as the core knows it. */
export const email = normalised(text);

/** The same where an empty one is refused as missing. */
export const filledEmail = normalised(filledText);
