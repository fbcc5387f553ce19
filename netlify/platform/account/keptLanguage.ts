import { listUsersByAccountInfo } from 'supertokens-node';
import { getUserMetadata } from 'supertokens-node/recipe/usermetadata';
import { DEFAULT_TENANT } from '../../../config/supertokens/tenant.ts';
import { getEnv } from '../../../config/env/env.ts';
import type { LanguageCode } from '../../../config/languages.ts';

/**
 * Returns the language that a user has chosen, which is kept with their account; undefined if they have
 * chosen none, or one that the site no longer has. A site with one language asks nothing.
 */
export async function readKeptLanguage(userId: string): Promise<LanguageCode | undefined> {
  const { languages } = getEnv();
  if (languages.length < 2) return undefined;
  const { language } = (await getUserMetadata(userId)).metadata as { language?: unknown };
  return languages.find((code) => code === language);
}

/** The core knows no user with this id, and no metadata of theirs. */
const NO_USER = '00000000-0000-0000-0000-000000000000';

/**
 * Returns the language of the owner of an address. An address without an account causes the same calls to the
 * core, so that their time tells nothing. Never throws: a mail in another language is better than none.
 */
export async function readOwnerLanguage(email: string): Promise<LanguageCode | undefined> {
  if (getEnv().languages.length < 2) return undefined;
  try {
    const [owner] = await listUsersByAccountInfo(DEFAULT_TENANT, { email });
    return await readKeptLanguage(owner?.id ?? NO_USER);
  } catch {
    return undefined;
  }
}
