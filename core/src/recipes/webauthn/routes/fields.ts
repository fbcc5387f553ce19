import { object, text } from '../../../http/fields.ts';

export const shownPasskey = { webauthnGeneratedOptionsId: text, credential: object };
