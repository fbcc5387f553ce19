import { trim } from '../../text.ts';

/** Normalises an email as the real core does. */
export const normaliseEmail = (email: string): string => trim(email).toLowerCase();

/** Whether the SDK made up the email because the provider gives none. Such an email cannot be verified. */
export const isMadeUpEmail = (email: string): boolean =>
  email.endsWith('@stfakeemail.supertokens.com') || email.endsWith('.fakeemail.com');
