import type { ReactNode } from 'react';
import { useTranslations } from '../ui/translations';

interface LoginFrameProps {
  appName: string;
  children: ReactNode;
}

/**
 * Heading and frame of the sign-in page. It needs no script. The form of the server gives it the height of
 * the widget, which takes its place.
 */
export function LoginFrame({ appName, children }: LoginFrameProps) {
  const t = useTranslations('sign-in');
  return (
    <div className="mx-auto grid w-full max-w-md grid-cols-1 gap-5">
      <h1 className="text-h2 text-soft text-center wrap-anywhere">{t('continueTo', { appName })}</h1>
      <div className="card p-6 sm:p-8">{children}</div>
    </div>
  );
}
