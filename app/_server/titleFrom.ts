import 'server-only';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { Messages } from '@/config/messages/english';

/** Features whose messages have the title of a page. */
type TitledFeature = {
  [Feature in keyof Messages]: Messages[Feature] extends { title: string } ? Feature : never;
}[keyof Messages];

/** Makes `generateMetadata` of a page that has the title of a feature. */
export const titleFrom = (feature: TitledFeature) => async (): Promise<Metadata> => {
  const t = await getTranslations(feature);
  return { title: t('title') };
};
