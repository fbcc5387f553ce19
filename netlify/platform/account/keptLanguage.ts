import { listUsersByAccountInfo } from 'supertokens-node';
import { getUserMetadata } from 'supertokens-node/recipe/usermetadata';
import { DEFAULT_TENANT } from '../../../config/supertokens/tenant.ts';
import { getEnv } from '../../../config/env/env.ts';
import type { LanguageCode } from '../../../config/languages.ts';
import { currentScope } from '../http/scope.ts';

/**
 * Returns the language that a user has chosen, which is kept with their account; undefined if they have
 * chosen none, or one that the site no longer has. A site with one language asks nothing.
 */
export async function readKeptLanguage(userId: string): Promise<LanguageCode | undefined> {
  const { languages } = getEnv();
  if (languages.length < 2) return undefined;
  const known = currentScope()?.metadata;
  const metadata: unknown =
    known?.userId === userId ? known.values : (await getUserMetadata(userId)).metadata;
  const { language } = metadata as { language?: unknown };
  return languages.find((code) => code === language);
}

/** The core knows no user with this id, and no metadata of theirs. */
const NO_USER = '00000000-0000-0000-0000-000000000000';

/** Who a mail is for. */
export interface Recipient {
  email: string;
  /**
   * The user to whom the mail is. Omitted where only the address is known, and where the time of the request
   * must not tell whether it has an account.
   */
  userId?: string;
}

async function findOwner(email: string): Promise<string> {
  const [owner] = await listUsersByAccountInfo(DEFAULT_TENANT, { email });
  return owner?.id ?? NO_USER;
}

/**
 * Returns the language that the recipient of a mail has chosen. An address without an account causes the same
 * calls to the core as one that has one, so that their time tells nothing. Never throws: a mail in another
 * language is better than none.
 */
export async function readRecipientLanguage({ email, userId }: Recipient): Promise<LanguageCode | undefined> {
  if (getEnv().languages.length < 2) return undefined;
  try {
    return await readKeptLanguage(userId ?? (await findOwner(email)));
  } catch {
    return undefined;
  }
}
