import type { Metadata } from 'next';
import { landingMetadata, LandingPage } from '@/app/_server/landing';
import { getEnv } from '@/config/env/env';
import { SOURCE_LANGUAGE } from '@/config/languages';

const [LANGUAGE = SOURCE_LANGUAGE] = getEnv().languages;

export const generateMetadata = (): Promise<Metadata> => landingMetadata(LANGUAGE);

/** The landing page in the default language of the site. */
export default function DefaultLandingPage() {
  return <LandingPage language={LANGUAGE} />;
}
