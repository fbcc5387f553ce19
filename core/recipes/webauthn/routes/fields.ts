import { field, object, text } from '../../../http/fields.ts';
import { normaliseEmail } from '../../users/email.ts';

export const email = field((value, name) => normaliseEmail(text.read(value, name)));

export const shownPasskey = { webauthnGeneratedOptionsId: text, credential: object };
