'use client';

import dynamic from 'next/dynamic';
import type { AppInfo } from '@/config/appInfo';
import { LoginSkeleton } from './LoginSkeleton';

/** Fetched when the page is there: the widget needs a browser, and its weight belongs to this page alone. */
const Widget = dynamic(() => import('./Widget'), { ssr: false, loading: LoginSkeleton });

/** The place of the login widget; its code comes after the page. */
export function LoginPanel({ appInfo }: { appInfo: AppInfo }) {
  return <Widget appInfo={appInfo} />;
}
