import { trim } from '../../text.ts';

/** Two spellings of an e-mail address that the real core takes for one. */
export const normaliseEmail = (email: string): string => trim(email).toLowerCase();

/** Made-up addresses of people whose provider gives none: there is nobody who could verify them. */
export const isMadeUpEmail = (email: string): boolean =>
  email.endsWith('@stfakeemail.supertokens.com') || email.endsWith('.fakeemail.com');
