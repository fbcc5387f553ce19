import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { SignOutButton } from '@/components/SignOutButton';
import { SiteHeader } from '@/components/SiteHeader';
import { SiteNav } from '@/components/SiteNav';
import { MAIN_ID } from '@/components/SkipLink';
import { getEnv } from '@/config/env';
import { REQUEST_PATH_HEADER } from '@/config/requestPath';

const pages = [
  { href: '/session', label: 'Session' },
  { href: '/account', label: 'Account' },
];

/** The frame of the pages behind login. It lets nobody in or out: each page asks for itself. */
export default async function SignedInLayout({ children }: { children: ReactNode }) {
  const path = (await headers()).get(REQUEST_PATH_HEADER) ?? '';
  return (
    <>
      <SiteHeader appName={getEnv().appName}>
        <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-2 max-sm:w-full">
          <SiteNav items={pages} label="Your pages" current={path} />
          <form method="post" action="/sign-out">
            <SignOutButton />
          </form>
        </div>
      </SiteHeader>
      <main
        id={MAIN_ID}
        className="max-w-page px-margin mx-auto grid w-full grid-cols-1 gap-10 pt-8 pb-24 sm:pt-14"
      >
        {children}
      </main>
    </>
  );
}
