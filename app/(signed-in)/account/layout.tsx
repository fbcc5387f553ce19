import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { SiteNav } from '@/components/ui/SiteNav';
import { navigationItems } from '@/config/areas';
import { REQUEST_PATH_HEADER } from '@/config/requestHeaders';

/** Adds the navigation of the account pages. */
export default async function AccountLayout({ children }: { children: ReactNode }) {
  const path = (await headers()).get(REQUEST_PATH_HEADER) ?? '';
  return (
    <div className="grid grid-cols-1 gap-8">
      <div className="border-line border-b pb-1">
        <SiteNav items={navigationItems('account')} label="Your account" current={path} />
      </div>
      <div className="grid grid-cols-1 gap-10">{children}</div>
    </div>
  );
}
