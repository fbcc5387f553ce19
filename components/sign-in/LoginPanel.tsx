'use client';

import dynamic from 'next/dynamic';
import { Component, type ReactNode } from 'react';
import { LoginSkeleton } from './LoginSkeleton';
import { LoadError } from './LoadError';
import type { WidgetProps } from './Widget';

/** Loaded after the page: the widget needs a browser, and other pages should not load its code. */
const Widget = dynamic(() => import('./Widget').catch(() => ({ default: LoadError })), {
  ssr: false,
  loading: LoginSkeleton,
});

/** Shows an error in the frame of the page when the code of the widget throws. */
class WidgetBoundary extends Component<{ children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    return this.state.hasFailed ? <LoadError /> : this.props.children;
  }
}

/** Renders the sign-in widget, whose code is loaded after the page. */
export function LoginPanel(props: WidgetProps) {
  return (
    <WidgetBoundary>
      <Widget {...props} />
    </WidgetBoundary>
  );
}
