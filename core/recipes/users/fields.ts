import { field, text } from '../../http/fields.ts';
import { normaliseEmail } from './email.ts';

/** An address in a body, in the spelling in which it is kept. */
export const email = field((value, name) => normaliseEmail(text.read(value, name)));
