'use client';

import { createContext, type ReactNode } from 'react';
import { SOURCE_LANGUAGE, type LanguageCode } from '@/config/languages';
import english from '@/config/messages/en/shared.json';

/** The texts of messages, whatever their language. */
type Texts<T> = { readonly [K in keyof T]: T[K] extends string ? string : Texts<T[K]> };

interface LanguageSettings {
  language: LanguageCode;
  /** The messages of client components that any page may contain: config/messages/en/shared.json. */
  texts: Texts<typeof english>;
}

export const LanguageContext = createContext<LanguageSettings>({
  language: SOURCE_LANGUAGE,
  texts: english,
});

interface LanguageProviderProps extends LanguageSettings {
  children: ReactNode;
}

/** Gives the client components below the language of the page. Without it, they are in English. */
export function LanguageProvider({ children, ...settings }: LanguageProviderProps) {
  return <LanguageContext value={settings}>{children}</LanguageContext>;
}
