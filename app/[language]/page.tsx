import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { landingMetadata, LandingPage } from '@/app/_server/landing';
import { getEnv } from '@/config/env/env';
import type { LanguageCode } from '@/config/languages';

interface Props {
  params: Promise<{ language: string }>;
}

/** The default language is at `/`. Every other path is a page that does not exist. */
export const dynamicParams = false;

const others = (): readonly LanguageCode[] => getEnv().languages.slice(1);

export const generateStaticParams = (): { language: LanguageCode }[] =>
  others().map((language) => ({ language }));

async function readLanguage({ params }: Props): Promise<LanguageCode> {
  const { language } = await params;
  return others().find((code) => code === language) ?? notFound();
}

export const generateMetadata = async (props: Props): Promise<Metadata> =>
  landingMetadata(await readLanguage(props));

/** The landing page in another language of the site. */
export default async function TranslatedLandingPage(props: Props) {
  return <LandingPage language={await readLanguage(props)} />;
}
