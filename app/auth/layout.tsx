import type { ReactNode } from 'react';
import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { getTranslations } from 'next-intl/server';
import { PageDocument } from '@/app/_server/PageDocument';
import { readLanguage } from '@/app/_server/readLanguage';
import { readTheme } from '@/app/_server/readTheme';
import { LanguageMenu } from '@/components/ui/LanguageMenu';
import { SettingsMenu } from '@/components/ui/SettingsMenu';
import { SiteHeader } from '@/components/ui/SiteHeader';
import { ThemeMark } from '@/components/ui/ThemeMark';
import { ThemeMenu } from '@/components/ui/ThemeMenu';
import { getEnv } from '@/config/env/env';
import { REQUEST_PATH_HEADER } from '@/config/requestHeaders';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('sign-in');
  return { description: t('description', { appName: getEnv().appName }) };
}

/** The frame of the sign-in page and of the pages below it: the header, with the language and the theme. */
export default async function AuthLayout({ children }: { children: ReactNode }) {
  const { appName, languages, websiteBasePath } = getEnv();
  const path = (await headers()).get(REQUEST_PATH_HEADER) ?? websiteBasePath;
  const theme = await readTheme();
  return (
    <PageDocument>
      <ThemeMark theme={theme} />
      <SiteHeader appName={appName}>
        <SettingsMenu>
          <ThemeMenu current={theme} path={path} />
          <LanguageMenu offered={languages} current={await readLanguage()} path={path} />
        </SettingsMenu>
      </SiteHeader>
      {children}
    </PageDocument>
  );
}
