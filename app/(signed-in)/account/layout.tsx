import { headers } from 'next/headers';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { navigationLinks } from '@/app/_server/navigationLinks';
import { hiddenAreas, readFactorObstacle } from '@/app/_server/factorState';
import { SideNav } from '@/components/ui/SideNav';
import { usableSignInMethods } from '@/config/env/usableMethods';
import { REQUEST_PATH_HEADER } from '@/config/requestHeaders';

/** Adds the navigation of the account pages. */
export default async function AccountLayout({ children }: { children: ReactNode }) {
  const path = (await headers()).get(REQUEST_PATH_HEADER) ?? '';
  const obstacle = await readFactorObstacle();
  const items = await navigationLinks([
    'account',
    { methods: usableSignInMethods(), without: hiddenAreas() },
  ]);
  const t = await getTranslations('ui');
  const content = <div className="grid grid-cols-1 content-start gap-6">{children}</div>;
  if (obstacle !== undefined) return content;
  return (
    <div className="grid grid-cols-1 gap-6 md:grid-cols-[12rem_minmax(0,1fr)] md:gap-10 print:grid-cols-1">
      <SideNav items={items} label={t('navigation.account')} current={path} />
      {content}
    </div>
  );
}
