'use client';

import type { ReactNode } from 'react';
import { useTranslation } from 'supertokens-auth-react';

interface ScreenProps {
  title: string;
  intro: ReactNode;
  error?: string | undefined;
  children: ReactNode;
}

/** A screen of the widget with a real heading and an error that screen readers announce. */
export function Screen({ title, intro, error, children }: ScreenProps) {
  const t = useTranslation();
  return (
    <div data-supertokens="container ownScreen">
      <h2 data-supertokens="headerTitle">{title}</h2>
      <p data-supertokens="headerSubtitle secondaryText">{intro}</p>
      <div role="alert">
        {error !== undefined && <p data-supertokens="generalError announced">{t(error)}</p>}
      </div>
      {children}
    </div>
  );
}

/** A link to another screen. */
export function ScreenLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a data-supertokens="link" href={href}>
      {children}
    </a>
  );
}
