import type { Metadata } from 'next';
import { landingMetadata, LandingPage } from '@/app/_server/landing';
import { getEnv } from '@/config/env/env';
import { LANGUAGE_CODES, PSEUDO_LANGUAGE, type LanguageCode } from '@/config/languages';

interface TranslatedLandingPageProps {
  params: Promise<{ language: LanguageCode }>;
}

/** A site without the pseudo-language does not contain its page. */
export const generateStaticParams = () =>
  LANGUAGE_CODES.filter((code) => code !== PSEUDO_LANGUAGE || getEnv().languages.includes(code)).map(
    (language) => ({ language }),
  );

/** Next passes other paths on to the `fallback` of next.config.js, the 404 page. */
export const dynamicParams = false;

export async function generateMetadata({ params }: TranslatedLandingPageProps): Promise<Metadata> {
  return landingMetadata((await params).language);
}

/**
 * The landing page in a language that is not the default one. next.config.js serves it at `/<language>`: a
 * route with a parameter at the root would get every unknown path.
 */
export default async function TranslatedLandingPage({ params }: TranslatedLandingPageProps) {
  return <LandingPage language={(await params).language} />;
}
