import { NextIntlClientProvider } from 'next-intl';
import type { ReactNode } from 'react';
import { readMessages } from '@/config/messages/readMessages';

const messages = readMessages('en');

/** Gives the components below the English messages, as the server does. */
export function Translated({ children }: { children: ReactNode }) {
  return (
    <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC">
      {children}
    </NextIntlClientProvider>
  );
}
