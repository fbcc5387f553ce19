'use client';

import dynamic from 'next/dynamic';
import { LoginSkeleton } from './LoginSkeleton';
import type { WidgetProps } from './Widget';

/** Fetched when the page is there: the widget needs a browser, and its weight belongs to this page alone. */
const Widget = dynamic(() => import('./Widget'), { ssr: false, loading: LoginSkeleton });

/** The place of the login widget; its code comes after the page. */
export function LoginPanel(props: WidgetProps) {
  return <Widget {...props} />;
}
