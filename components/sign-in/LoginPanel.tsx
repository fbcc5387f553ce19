'use client';

import dynamic from 'next/dynamic';
import { Component, useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import { useTimeZoneCookie } from '../ui/useTimeZoneCookie';
import { isUntouched } from './isUntouched';
import type { WidgetProps } from './Widget';

/** Stands in for the widget if its code does not load. */
function NotLoaded({ onFailed }: WidgetProps) {
  useEffect(onFailed, [onFailed]);
  return null;
}

/** Loaded after the page: the widget needs a browser, and other pages should not load its code. */
const Widget = dynamic(() => import('./Widget').catch(() => ({ default: NotLoaded })), { ssr: false });

/** Shows something else when the widget throws. */
class WidgetBoundary extends Component<{ fallback: ReactNode; children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    return this.state.hasFailed ? this.props.fallback : this.props.children;
  }
}

interface LoginPanelProps extends Omit<WidgetProps, 'isShown' | 'onReady' | 'onFailed'> {
  /** A screen that works without the widget. It stays once it is in use, and if the widget fails. */
  children: ReactNode;
}

/** Shows what the server rendered, and the sign-in widget in its place when its code is there. */
export function LoginPanel({ children, ...widget }: LoginPanelProps) {
  useTimeZoneCookie();
  const rendered = useRef<HTMLDivElement>(null);
  const [isWidgetShown, setIsWidgetShown] = useState(false);
  const onReady = useCallback(() => {
    if (isUntouched(rendered.current)) setIsWidgetShown(true);
  }, []);
  const onFailed = useCallback(() => setIsWidgetShown(false), []);
  return (
    <WidgetBoundary fallback={children}>
      {!isWidgetShown && <div ref={rendered}>{children}</div>}
      <Widget {...widget} isShown={isWidgetShown} onReady={onReady} onFailed={onFailed} />
    </WidgetBoundary>
  );
}
