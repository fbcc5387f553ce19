import 'server-only';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { LOGIN_SCREENS, type LoginScreen } from '@/config/supertokens/loginScreens';

/** Returns the title of a screen in the language of the user. */
export async function screenTitle(screen: LoginScreen): Promise<string> {
  const t = await getTranslations('sign-in');
  return t(`titles.${LOGIN_SCREENS[screen]}`);
}

/** The metadata of a page that a link in an email leads to. */
export const screenMetadata = async (screen: LoginScreen): Promise<Metadata> => ({
  title: await screenTitle(screen),
  robots: { index: false },
});
