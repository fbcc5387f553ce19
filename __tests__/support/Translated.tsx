import { NextIntlClientProvider } from 'next-intl';
import type { ReactNode } from 'react';
import { ENGLISH } from '@/config/messages/english';

/** Gives the components below the English messages, as the server does. */
export function Translated({ children }: { children: ReactNode }) {
  return (
    <NextIntlClientProvider locale="en" messages={ENGLISH} timeZone="UTC">
      {children}
    </NextIntlClientProvider>
  );
}
