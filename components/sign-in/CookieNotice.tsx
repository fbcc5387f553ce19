'use client';

import { useSyncExternalStore } from 'react';

const TEST_COOKIE = 'cookieTest';

/** Whether this browser keeps a cookie of this site. `navigator.cookieEnabled` alone misses settings for single sites. */
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

let kept: boolean | undefined;

const subscribe = () => () => undefined;
const snapshot = () => (kept ??= keepsCookies());

interface CookieNoticeProps {
  /** Whether the server saw that the cookies of a session were not kept. */
  areLost: boolean;
}

/** Says why signing in does not work in a browser that keeps no cookies. Where the server knows, it needs no script. */
export function CookieNotice({ areLost }: CookieNoticeProps) {
  const isKeeping = useSyncExternalStore(subscribe, snapshot, () => true);
  if (isKeeping && !areLost) return null;
  return (
    <p role="alert" className="rounded-small border-accent bg-sunken mb-6 border-l-4 px-4 py-3">
      <strong>This browser did not keep the sign-in cookie.</strong> Signing in needs cookies. Allow them for
      this site in the settings of your browser, check extensions that block cookies, then load this page
      again and sign in.
    </p>
  );
}
