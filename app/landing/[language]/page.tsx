import type { Metadata } from 'next';
import { landingMetadata, LandingPage } from '@/app/_server/landing';
import { TRANSLATED_LANGUAGES, type LanguageCode } from '@/config/languages';

interface TranslatedLandingPageProps {
  params: Promise<{ language: LanguageCode }>;
}

export const generateStaticParams = () => TRANSLATED_LANGUAGES.map((language) => ({ language }));

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
