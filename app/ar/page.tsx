import type { Metadata } from 'next';
import { landingMetadata, LandingPage } from '@/app/_server/landing';

export const generateMetadata = (): Promise<Metadata> => landingMetadata('ar');

/** The landing page in Arabic, where this is not the default language. */
export default function ArabicLandingPage() {
  return <LandingPage language="ar" />;
}
