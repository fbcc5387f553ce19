'use client';

import { createContext, type ReactNode } from 'react';
import english from '@/config/messages/en/shared.json';

/** The texts of messages, whatever their language. */
type Texts<T> = { readonly [K in keyof T]: T[K] extends string ? string : Texts<T[K]> };

interface LanguageSettings {
  /** BCP 47 tag for dates and times. */
  locale: string;
  /** The messages of client components that any page may contain: config/messages/en/shared.json. */
  texts: Texts<typeof english>;
}

export const LanguageContext = createContext<LanguageSettings>({
  locale: 'en-GB',
  texts: english,
});

interface LanguageProviderProps extends LanguageSettings {
  children: ReactNode;
}

/** Gives the client components below the language of the page. Without it, they are in English. */
export function LanguageProvider({ children, ...settings }: LanguageProviderProps) {
  return <LanguageContext value={settings}>{children}</LanguageContext>;
}
