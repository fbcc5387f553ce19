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
import type { WidgetTexts } from '@/config/supertokens/widgetText';
import { REFUSED_PARAM } from '@/config/session/sessionRoutes';
import type { OptionalRecipe } from './optionalRecipe';
import { formOverrides, pageOverrides } from './overrides';
import { removeUntrustedParams, moveFragmentToRedirect } from './loginUrl';

export interface WidgetProps {
  appInfo: AppInfo;
  /** Whether the request for the page had a session cookie, valid or not. */
  mayHaveSession: boolean;
  /** Whether users must verify their email address before they can go on. */
  mustVerify: boolean;
  /** In characters. */
  minPasswordLength: number;
  texts: WidgetTexts;
  /** Whether it shows its screen. Until then something else is in its place. */
  isShown: boolean;
  /** Called when it could show its screen. */
  onReady: () => void;
  /** Called if it cannot start. */
  onFailed: () => void;
}

type StartProps = Omit<WidgetProps, 'isShown' | 'onReady' | 'onFailed'>;

/** Loads the email verification recipe where the visit may need it. */
async function loadOptionalRecipe({
  appInfo,
  mustVerify,
  texts,
}: StartProps): Promise<OptionalRecipe | undefined> {
  const { websiteBasePath } = appInfo;
  if (!mustVerify && window.location.pathname !== `${websiteBasePath}/verify-email`) return undefined;
  const { verificationRecipe } = await import('./verificationRecipe');
  return verificationRecipe(websiteBasePath, mustVerify, texts);
}

/** Refreshes a session whose access token the server has refused although the browser considers it valid. */
async function refreshRefusedSession(): Promise<void> {
  if (!new URLSearchParams(window.location.search).has(REFUSED_PARAM)) return;
  await attemptRefreshingSession().catch(() => false);
}

/** Loads the reset screens before the widget shows them: until then its card would be empty. */
async function loadResetScreens({ appInfo }: StartProps): Promise<void> {
  if (window.location.pathname === `${appInfo.websiteBasePath}/reset-password`) await import('./reset');
}

async function startSdk(props: StartProps): Promise<OptionalRecipe | undefined> {
  const clean = removeUntrustedParams(moveFragmentToRedirect(new URL(window.location.href)));
  if (clean !== window.location.href) window.history.replaceState(window.history.state, '', clean);
  const [added] = await Promise.all([loadOptionalRecipe(props), loadResetScreens(props)]);
  const recipes = added === undefined ? [] : [added.recipe];
  const { origin } = window.location;
  SuperTokens.init(getFrontendConfig({ ...props, added: recipes, origin }));
  await refreshRefusedSession();
  return added;
}

/** The SDK starts once per page load, even if React mounts the component again. */
let started: ReturnType<typeof startSdk> | undefined;

const NoOverrides: OptionalRecipe['Overrides'] = ({ children }) => children;

/** The prebuilt widget of SuperTokens. Only the sign-in page loads this module and its dependencies. */
export default function Widget({ isShown, onReady, onFailed, ...props }: WidgetProps) {
  const { appInfo, mayHaveSession, mustVerify, minPasswordLength, texts } = props;
  const [ready, setReady] = useState<{ added: OptionalRecipe | undefined }>();
  const [formComponents] = useState(() => formOverrides(appInfo.websiteBasePath));

  useEffect(() => {
    started ??= startSdk({ appInfo, mayHaveSession, mustVerify, minPasswordLength, texts });
    started.then((added) => setReady({ added }), onFailed);
  }, [appInfo, mayHaveSession, mustVerify, minPasswordLength, texts, onFailed]);

  const screens = ready?.added === undefined ? preBuiltUis : [...preBuiltUis, ready.added.preBuiltUi];
  const canShow = ready !== undefined && canHandleRoute(screens);
  useEffect(() => {
    if (canShow) onReady();
  }, [canShow, onReady]);

  if (!canShow || !isShown) return null;
  const Overrides = ready.added?.Overrides ?? NoOverrides;
  return (
    <AuthRecipeComponentsOverrideContextProvider components={pageOverrides}>
      <EmailPasswordComponentsOverrideProvider components={formComponents}>
        <Overrides>{getRoutingComponent(screens)}</Overrides>
      </EmailPasswordComponentsOverrideProvider>
    </AuthRecipeComponentsOverrideContextProvider>
  );
}
