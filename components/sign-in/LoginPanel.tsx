'use client';

import dynamic from 'next/dynamic';
import { Component, type ReactNode } from 'react';
import { LoginSkeleton } from './LoginSkeleton';
import { StartProblem } from './StartProblem';
import type { WidgetProps } from './Widget';

/** Fetched when the page is there: the widget needs a browser, and its weight belongs to this page alone. */
const Widget = dynamic(() => import('./Widget').catch(() => ({ default: StartProblem })), {
  ssr: false,
  loading: LoginSkeleton,
});

/** The widget's own code may throw while it renders: then the page says so, and keeps its frame. */
class WidgetBoundary extends Component<{ children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    return this.state.hasFailed ? <StartProblem /> : this.props.children;
  }
}

/** The place of the login widget; its code comes after the page. */
export function LoginPanel(props: WidgetProps) {
  return (
    <WidgetBoundary>
      <Widget {...props} />
    </WidgetBoundary>
  );
}
