import { init as emailPassword } from 'supertokens-auth-react/recipe/emailpassword';
import { EmailPasswordPreBuiltUI } from 'supertokens-auth-react/recipe/emailpassword/prebuiltui';
import { init as session } from 'supertokens-auth-react/recipe/session';
import type { SuperTokensConfig } from 'supertokens-auth-react/lib/build/types';
import { HOME_PATH, type AppInfo } from './appInfo.ts';
import { validateEmail } from '../rules/emailRule.ts';
import { passwordProblem } from '../rules/passwordRule.ts';
import { toPlainPath } from '../security/redirectPath.ts';
import { inWords } from './refusalWords.ts';
import { namingFormUser } from './namingFormUser.ts';
import { WIDGET_COOKIES } from '../session/sessionCookies.ts';
import { widgetStyle, widgetTexts } from './widgetTheme.ts';

/** The screens of every visit, one entry for each recipe that has any. */
export const preBuiltUis = [EmailPasswordPreBuiltUI];

type CookieHandler = NonNullable<SuperTokensConfig['cookieHandler']>;

/** The cookie by which the browser SDK remembers that it has looked for a session in this browser before. */
const [, LOOKED_BEFORE] = WIDGET_COOKIES;

/**
 * Where the server has seen no session cookie there is none to refresh. The SDK would find out by asking, before it
 * shows a form and once more before it sends one: this lets it read what it writes down after such a refusal.
 */
const nothingToRefresh: CookieHandler = (original) => ({
  ...original,
  getCookie: async () => {
    const cookies = await original.getCookie();
    return cookies.includes(`${LOOKED_BEFORE}=`) ? cookies : `${cookies}; ${LOOKED_BEFORE}=0`;
  },
});

/** For signing in and up and for the reset; the widget would have a rule of its own. */
const emailField = { id: 'email', label: 'EMAIL_PASSWORD_EMAIL_LABEL', validate: validateEmail };

/** The widget would have a rule of its own. Whoever sets a password anew is held to that of the sign-up form. */
const passwordField = (minLength: number) => ({
  id: 'password',
  label: 'EMAIL_PASSWORD_PASSWORD_LABEL',
  validate: (password: unknown) => Promise.resolve(passwordProblem(password, minLength)),
});

interface LoginPage {
  appInfo: AppInfo;
  /** The origin of the page itself. */
  origin: string;
  /** Whether the request for the page had a session cookie, valid or not. */
  mayHaveSession: boolean;
  /** Recipes that not every screen needs. */
  added: SuperTokensConfig['recipeList'];
  /** In characters. */
  minPasswordLength: number;
}

/**
 * The configuration of the login widget. It calls the functions at the origin of the page it stands on, whichever of
 * the site's addresses that is: cookies of another one would be of no use here.
 */
export function getFrontendConfig({
  appInfo,
  origin,
  mayHaveSession,
  added,
  minPasswordLength,
}: LoginPage): SuperTokensConfig {
  return {
    appInfo: { ...appInfo, apiDomain: origin, websiteDomain: origin },
    // Password managers find no field in a shadow root.
    useShadowDom: false,
    cookieHandler: mayHaveSession ? undefined : nothingToRefresh,
    style: widgetStyle,
    languageTranslations: { translations: widgetTexts },
    getRedirectionURL: (context) =>
      // null would stop the widget, undefined leaves the choice to it.
      Promise.resolve(
        context.action === 'SUCCESS' ? toPlainPath(context.redirectToPath, HOME_PATH) : undefined,
      ),
    recipeList: [
      emailPassword({
        override: {
          functions: (original) => ({
            ...original,
            signIn: inWords(original.signIn.bind(original)),
            signUp: inWords(original.signUp.bind(original)),
            doesEmailExist: inWords(original.doesEmailExist.bind(original)),
            sendPasswordResetEmail: inWords(original.sendPasswordResetEmail.bind(original)),
            submitNewPassword: inWords(original.submitNewPassword.bind(original)),
          }),
        },
        signInAndUpFeature: { signUpForm: { formFields: [emailField, passwordField(minPasswordLength)] } },
      }),
      ...added,
      session({ tokenTransferMethod: 'cookie', preAPIHook: namingFormUser }),
    ],
  };
}
