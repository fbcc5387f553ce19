import type { ReactNode } from 'react';
import { useTranslations } from '../ui/translations';

interface LoginFrameProps {
  appName: string;
  children: ReactNode;
}

/**
 * Heading and frame of the sign-in page. It needs no script and is as high as the form, so that nothing
 * moves.
 */
export function LoginFrame({ appName, children }: LoginFrameProps) {
  const t = useTranslations('sign-in');
  return (
    <div className="mx-auto grid w-full max-w-md grid-cols-1 gap-5">
      <h1 className="text-h2 text-soft text-center wrap-anywhere">{t('continueTo', { appName })}</h1>
      <div className="card min-h-[27.5rem] p-6 sm:p-8">{children}</div>
    </div>
  );
}
