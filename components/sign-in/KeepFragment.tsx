'use client';

import { useEffect, useRef, type ReactNode } from 'react';
import { REDIRECT_PARAM } from '@/config/session/sessionRoutes';

/**
 * Gives the fragment of the address to a form that leads to a requested page, and to the links around it.
 * Browsers keep it across the redirects that follow; servers never see it.
 */
export function KeepFragment({ children }: { children: ReactNode }) {
  const container = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { hash } = window.location;
    const form = container.current?.querySelector('form');
    const action = form?.getAttribute('action');
    if (hash === '' || form?.elements.namedItem(REDIRECT_PARAM) == null) return;
    if (action != null && !action.includes('#')) form.setAttribute('action', action + hash);
    for (const link of container.current?.querySelectorAll('a') ?? [])
      if (new URL(link.href).searchParams.has(REDIRECT_PARAM)) link.hash = hash;
  }, []);
  return <div ref={container}>{children}</div>;
}
