import type { Metadata } from 'next';
import { landingMetadata, LandingPage } from '@/app/_server/landing';

export const generateMetadata = (): Promise<Metadata> => landingMetadata('de');

/** The landing page in German, where this is not the default language. */
export default function GermanLandingPage() {
  return <LandingPage language="de" />;
}
