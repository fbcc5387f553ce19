'use client';

import dynamic from 'next/dynamic';
import { Component, useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import { useTimeZoneCookie } from '../ui/useTimeZoneCookie';
import { LoadError } from './LoadError';
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
  /** Shown until the widget takes its place. */
  children: ReactNode;
  /**
   * Whether the children work without the widget. Then they stay once they are in use, and if the widget
   * fails.
   */
  isUsable: boolean;
}

/** Shows what the server rendered, and the sign-in widget in its place when its code is there. */
export function LoginPanel({ children, isUsable, ...widget }: LoginPanelProps) {
  useTimeZoneCookie();
  const rendered = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState<'server' | 'widget' | 'error'>('server');
  const onReady = useCallback(() => {
    if (!isUsable || isUntouched(rendered.current)) setShown('widget');
  }, [isUsable]);
  const onFailed = useCallback(() => setShown(isUsable ? 'server' : 'error'), [isUsable]);
  return (
    <WidgetBoundary fallback={isUsable ? children : <LoadError />}>
      {shown === 'server' && <div ref={rendered}>{children}</div>}
      {shown === 'error' && <LoadError />}
      <Widget {...widget} isShown={shown === 'widget'} onReady={onReady} onFailed={onFailed} />
    </WidgetBoundary>
  );
}
