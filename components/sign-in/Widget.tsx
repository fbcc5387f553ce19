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
import type { AppInfo } from '@/config/supertokens/appInfo';
import { getFrontendConfig, preBuiltUis } from '@/config/supertokens/frontend';
import { REFUSED_PARAM } from '@/config/session/sessionRoutes';
import type { AddedRecipe } from './addedRecipe';
import { LoginSkeleton } from './LoginSkeleton';
import { formOverrides, pageOverrides } from './overrides';
import { withoutForeignWords, withWantedFragment } from './queryMessages';
import { StartProblem } from './StartProblem';

export interface WidgetProps {
  appInfo: AppInfo;
  /** Whether the request for the page carried a session cookie, of whatever worth. */
  mayHaveSession: boolean;
  /** Whether nobody gets any further whose address is not verified. */
  mustVerify: boolean;
  /** In characters. */
  minPasswordLength: number;
}

/** Who signs in comes to verify an address only where that is required. */
async function addedRecipe({ appInfo, mustVerify }: WidgetProps): Promise<AddedRecipe | undefined> {
  const { websiteBasePath } = appInfo;
  if (!mustVerify && window.location.pathname !== `${websiteBasePath}/verify-email`) return undefined;
  const { verificationRecipe } = await import('./verificationRecipe');
  return verificationRecipe(websiteBasePath, mustVerify);
}

/** Where the server refused a token that this browser takes for good, only a refresh tells who is right. */
async function settleRefusedSession(): Promise<void> {
  if (!new URLSearchParams(window.location.search).has(REFUSED_PARAM)) return;
  await attemptRefreshingSession().catch(() => false);
}

async function start(props: WidgetProps): Promise<AddedRecipe | undefined> {
  const { appInfo, mayHaveSession, minPasswordLength } = props;
  const clean = withoutForeignWords(withWantedFragment(new URL(window.location.href)));
  if (clean !== window.location.href) window.history.replaceState(window.history.state, '', clean);
  const added = await addedRecipe(props);
  const recipes = added === undefined ? [] : [added.recipe];
  const { origin } = window.location;
  SuperTokens.init(getFrontendConfig({ appInfo, mayHaveSession, added: recipes, origin, minPasswordLength }));
  await settleRefusedSession();
  return added;
}

/** The SDK is started once for each page, however often React starts this. */
let started: ReturnType<typeof start> | undefined;

const unchanged: AddedRecipe['Overrides'] = ({ children }) => children;

/** The prebuilt widget of SuperTokens. Everything that it needs is loaded with this module, on the login page alone. */
export default function Widget({ appInfo, mayHaveSession, mustVerify, minPasswordLength }: WidgetProps) {
  const [ready, setReady] = useState<{ added: AddedRecipe | undefined }>();
  const [hasFailed, setHasFailed] = useState(false);
  const [forms] = useState(() => formOverrides(appInfo.websiteBasePath, minPasswordLength));

  useEffect(() => {
    started ??= start({ appInfo, mayHaveSession, mustVerify, minPasswordLength });
    started.then(
      (added) => setReady({ added }),
      () => setHasFailed(true),
    );
  }, [appInfo, mayHaveSession, mustVerify, minPasswordLength]);

  if (hasFailed) return <StartProblem />;
  if (ready === undefined) return <LoginSkeleton />;
  const { added } = ready;
  const screens = added === undefined ? preBuiltUis : [...preBuiltUis, added.preBuiltUi];
  if (!canHandleRoute(screens)) return <LoginSkeleton />;
  const Overrides = added?.Overrides ?? unchanged;
  return (
    <AuthRecipeComponentsOverrideContextProvider components={pageOverrides}>
      <EmailPasswordComponentsOverrideProvider components={forms}>
        <Overrides>{getRoutingComponent(screens)}</Overrides>
      </EmailPasswordComponentsOverrideProvider>
    </AuthRecipeComponentsOverrideContextProvider>
  );
}
