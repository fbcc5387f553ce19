'use client';

import { useSyncExternalStore, type ReactNode } from 'react';

const TEST_COOKIE = 'cookieTest';

/**
 * Returns whether this browser stores cookies of this site. `navigator.cookieEnabled` ignores settings per
 * site.
 */
function keepsCookies(): boolean {
  try {
    document.cookie = `${TEST_COOKIE}=1; Path=/; SameSite=Lax`;
    const isKept = document.cookie.includes(`${TEST_COOKIE}=1`);
    document.cookie = `${TEST_COOKIE}=; Path=/; Max-Age=0; SameSite=Lax`;
    return isKept;
  } catch {
    return false;
  }
}

let hasCookies: boolean | undefined;

const subscribe = () => () => undefined;
const snapshot = () => (hasCookies ??= keepsCookies());

interface CookieNoticeProps {
  /** Whether the server noticed that the browser dropped the session cookies. */
  areLost: boolean;
  /** The explanation. */
  children: ReactNode;
}

/**
 * Explains why sign-in fails in a browser without cookies. Needs no JavaScript where the server has noticed
 * it.
 */
export function CookieNotice({ areLost, children }: CookieNoticeProps) {
  const canKeepCookies = useSyncExternalStore(subscribe, snapshot, () => true);
  if (canKeepCookies && !areLost) return null;
  return (
    <p role="alert" className="rounded-small border-accent bg-sunken mb-6 border-s-4 px-4 py-3">
      {children}
    </p>
  );
}
