import 'server-only';
import { getTranslations } from 'next-intl/server';
import type { NavItem } from '@/components/ui/navItem';
import { navigationItems } from '@/config/areas';
import type { LanguageCode } from '@/config/languages';
import { termText } from './termText';

/**
 * Returns the links of a navigation with labels in the language of the page. A label of config/areas.ts that
 * has no translation is shown as it is.
 *
 * @param language of a page that is rendered at build time; without it, that of the user
 */
export async function navigationLinks(
  [name, options]: Parameters<typeof navigationItems>,
  language?: LanguageCode,
): Promise<NavItem[]> {
  const t = await (language === undefined
    ? getTranslations('ui')
    : getTranslations({ locale: language, namespace: 'ui' }));
  return navigationItems(name, options).map((item) => ({
    ...item,
    label: termText(t, `links.${item.label}`, item.label),
  }));
}
