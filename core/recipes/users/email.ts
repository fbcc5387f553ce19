/** Characters that Java's trim takes away: the control characters and the space, but no other white space. */
const MARGINS = /^[\u0000-\u0020]+|[\u0000-\u0020]+$/g;

/** Two spellings of an e-mail address that the real core takes for one. */
export const normaliseEmail = (email: string): string => email.replace(MARGINS, '').toLowerCase();

/** Made-up addresses of people whose provider gives none: there is nobody who could verify them. */
export const isMadeUpEmail = (email: string): boolean =>
  email.endsWith('@stfakeemail.supertokens.com') || email.endsWith('.fakeemail.com');
