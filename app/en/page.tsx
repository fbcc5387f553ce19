import type { Metadata } from 'next';
import { landingMetadata, LandingPage } from '@/app/_server/landing';

export const generateMetadata = (): Promise<Metadata> => landingMetadata('en');

/** The landing page in English, where this is not the default language. */
export default function EnglishLandingPage() {
  return <LandingPage language="en" />;
}
