import type { ReactNode } from 'react';
import { HeaderMenu } from './HeaderMenu';
import { useTranslations } from './translations';

function Globe() {
  return (
    <svg viewBox="0 0 24 24" className="size-5" fill="none" stroke="currentColor" aria-hidden="true">
      <circle cx="12" cy="12" r="9" strokeWidth="1.75" />
      <path d="M3 12h18M12 3c-5.5 5-5.5 13 0 18M12 3c5.5 5 5.5 13 0 18" strokeWidth="1.75" />
    </svg>
  );
}

/** The menu of pages that need no session: language and theme. */
export function SettingsMenu({ children }: { children: ReactNode }) {
  const t = useTranslations('ui');
  return (
    <HeaderMenu id="settings-menu" label={t('navigation.settings')} icon={<Globe />}>
      {children}
    </HeaderMenu>
  );
}
