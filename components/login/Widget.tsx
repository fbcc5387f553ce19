'use client';

import { useEffect, useState } from 'react';
import SuperTokens from 'supertokens-auth-react';
import { EmailPasswordComponentsOverrideProvider } from 'supertokens-auth-react/recipe/emailpassword';
import { attemptRefreshingSession } from 'supertokens-auth-react/recipe/session';
import {
  AuthRecipeComponentsOverrideContextProvider,
  canHandleRoute,
  getRoutingComponent,
} from 'supertokens-auth-react/ui';
import type { AppInfo } from '@/config/appInfo';
import { getFrontendConfig, preBuiltUis } from '@/config/frontend';
import { REFUSED_PARAM } from '@/config/sessionRoutes';
import { LoginSkeleton } from './LoginSkeleton';
import { formOverrides, pageOverrides } from './overrides';
import { withoutForeignWords } from './queryMessages';

let started = false;

export interface WidgetProps {
  appInfo: AppInfo;
  /** Whether the request for the page carried a session cookie, of whatever worth. */
  mayHaveSession: boolean;
}

function start({ appInfo, mayHaveSession }: WidgetProps): void {
  if (started) return;
  started = true;
  const clean = withoutForeignWords(new URL(window.location.href));
  if (clean !== window.location.href) window.history.replaceState(window.history.state, '', clean);
  SuperTokens.init(getFrontendConfig({ appInfo, mayHaveSession, origin: window.location.origin }));
}

/** Where the server refused a token that this browser takes for good, only a refresh tells who is right. */
async function settleRefusedSession(): Promise<void> {
  if (!new URLSearchParams(window.location.search).has(REFUSED_PARAM)) return;
  await attemptRefreshingSession().catch(() => false);
}

/** The prebuilt widget of SuperTokens. Everything that it needs is loaded with this module, on the login page alone. */
export default function Widget({ appInfo, mayHaveSession }: WidgetProps) {
  const [settled, setSettled] = useState(false);
  const [forms] = useState(() => formOverrides(appInfo.websiteBasePath));

  useEffect(() => {
    start({ appInfo, mayHaveSession });
    void settleRefusedSession().then(() => setSettled(true));
  }, [appInfo, mayHaveSession]);

  if (!settled || !canHandleRoute(preBuiltUis)) return <LoginSkeleton />;
  return (
    <AuthRecipeComponentsOverrideContextProvider components={pageOverrides}>
      <EmailPasswordComponentsOverrideProvider components={forms}>
        {getRoutingComponent(preBuiltUis)}
      </EmailPasswordComponentsOverrideProvider>
    </AuthRecipeComponentsOverrideContextProvider>
  );
}
