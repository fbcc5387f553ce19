import type { ReactNode } from 'react';
import { PageDocument } from '@/app/_server/PageDocument';
import { readTheme } from '@/app/_server/readTheme';
import { ThemeMark } from '@/components/ui/ThemeMark';

/** Marks the sign-in page, and the pages below it, with the theme of the user. */
export default async function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <PageDocument>
      <ThemeMark theme={await readTheme()} />
      {children}
    </PageDocument>
  );
}
