import { init as emailPassword } from 'supertokens-auth-react/recipe/emailpassword';
import { EmailPasswordPreBuiltUI } from 'supertokens-auth-react/recipe/emailpassword/prebuiltui';
import { init as session } from 'supertokens-auth-react/recipe/session';
import type { SuperTokensConfig } from 'supertokens-auth-react/lib/build/types';
import { HOME_PATH, type AppInfo } from './appInfo.ts';
import { toPlainPath } from './redirectPath.ts';
import { widgetStyle, widgetTexts } from './widgetTheme.ts';

/** The screens of the widget, one entry for each recipe that has any. */
export const preBuiltUis = [EmailPasswordPreBuiltUI];

/**
 * The configuration of the login widget. It calls the functions at the origin of the page it stands on, whichever of
 * the site's addresses that is: cookies of another one would be of no use here.
 */
export function getFrontendConfig(appInfo: AppInfo, pageOrigin: string): SuperTokensConfig {
  return {
    appInfo: { ...appInfo, apiDomain: pageOrigin, websiteDomain: pageOrigin },
    style: widgetStyle,
    languageTranslations: { translations: widgetTexts },
    getRedirectionURL: (context) =>
      // null would stop the widget, undefined leaves the choice to it.
      Promise.resolve(
        context.action === 'SUCCESS' ? toPlainPath(context.redirectToPath, HOME_PATH) : undefined,
      ),
    recipeList: [
      // Its password reset needs e-mail: until that is there, a page of ours at the same address says so.
      emailPassword({ resetPasswordUsingTokenFeature: { disableDefaultUI: true } }),
      session({ tokenTransferMethod: 'cookie' }),
    ],
  };
}
