import type { ReactNode } from 'react';
import type { SignInMethod } from '@/config/signInMethods';
import { ICON_PATHS } from './iconPaths';

/** The mark of Google has its own colors; in forced-colors mode it has that of the text. */
const arc = (color: string, path: string) => (
  <path d={path} className="forced-colors:stroke-current" stroke={color} strokeWidth="4" />
);

const line = (path: string) => (
  <path d={path} stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round" />
);

const shape = (path: string) => <path d={path} fill="currentColor" fillRule="evenodd" />;

const ICONS: Record<SignInMethod, ReactNode> = {
  password: line(ICON_PATHS.lock),
  passkey: line(
    'M13 7.5a3.5 3.5 0 1 1-7 0 3.5 3.5 0 0 1 7 0ZM2.5 20v-1.5a5 5 0 0 1 5-5h3M20.5 12.5a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0ZM18 15v6M18 18h2',
  ),
  google: (
    <>
      {arc('#4285f4', 'M17.14 18.13A8 8 0 0 0 20 12h-8')}
      {arc('#34a853', 'M4.75 15.38a8 8 0 0 0 12.39 2.75')}
      {arc('#fbbc05', 'M4.75 8.62a8 8 0 0 0 0 6.76')}
      {arc('#ea4335', 'M17.66 6.34A8 8 0 0 0 4.75 8.62')}
    </>
  ),
  github: shape(
    'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20ZM7.2 6.2c.9 0 1.8.6 2.5 1.1 1.5-.3 3.1-.3 4.6 0 .7-.5 1.6-1.1 2.5-1.1.4.9.4 1.9.2 2.8 1 1.1 1.2 2.4 1 3.8-.5 2.7-2.3 3.6-4.2 3.8.5.5.7 1.2.7 2v3H9.5v-1.7c-2 .4-2.7-.8-3.2-1.6-.2-.3-.5-.6-.8-.8 1.5-.3 2 .9 2.5 1.4.4.4.9.4 1.5.2.1-.5.3-.9.6-1.2-1.9-.2-3.7-1.1-4.1-3.8-.2-1.4 0-2.7 1-3.8-.2-.9-.2-1.9.2-2.8Z',
  ),
  apple: shape(
    'M16.6 12.4c0-2 1.1-3.2 2.4-4-1.2-1.5-2.8-2-4-2-1.4 0-2.3.8-3.2.8s-2-.8-3.3-.8c-2.9 0-4.7 2.5-4.7 5.8 0 4 2.6 9.3 5 9.3 1.1 0 1.7-.7 3.1-.7s1.9.7 3.1.7c2 0 3.8-3.2 4.5-5.2-1.9-.8-2.9-2.2-2.9-3.9ZM11.9 5.7c-.1-2.2 1.6-4.1 3.6-4.3.2 2.3-1.5 4.2-3.6 4.3Z',
  ),
  oidc: line(
    'M14.5 8.6C8.5 7.4 3 10 3 14.3c0 3.5 3.9 5.9 9 6.2V3.5M15.5 8.8c1.7.4 3.1 1 4.3 1.9M20.5 7v4h-4.2',
  ),
  email: line(ICON_PATHS.envelope),
};

/** The icon of a way to sign in. Its name is beside it. */
export function MethodIcon({ method }: { method: SignInMethod }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 24 24" fill="none" className="size-5 shrink-0" data-method={method}>
      {ICONS[method]}
    </svg>
  );
}
