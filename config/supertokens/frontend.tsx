import { init as emailPassword } from 'supertokens-auth-react/recipe/emailpassword';
import { EmailPasswordPreBuiltUI } from 'supertokens-auth-react/recipe/emailpassword/prebuiltui';
import { init as session } from 'supertokens-auth-react/recipe/session';
import type { SuperTokensConfig } from 'supertokens-auth-react/lib/build/types';
import { HOME_PATH, type AppInfo } from './appInfo.ts';
import { validateEmail } from '../rules/emailRule.ts';
import { passwordProblem } from '../rules/passwordRule.ts';
import { toPlainPath } from '../security/redirectPath.ts';
import { withErrorMessages } from './errorMessages.ts';
import { addFormUserHeader } from './addFormUserHeader.ts';
import { WIDGET_COOKIES } from '../session/sessionCookies.ts';
import type { WidgetTexts } from './widgetText.ts';
import { widgetStyle } from './widgetTheme.ts';

/** The screens for all visits, one entry per recipe with screens. */
export const preBuiltUis = [EmailPasswordPreBuiltUI];

type CookieHandler = NonNullable<SuperTokensConfig['cookieHandler']>;

/** The cookie in which the browser SDK stores that it has looked for a session before. */
const [, LOOKED_FOR_SESSION_COOKIE] = WIDGET_COOKIES;

/**
 * If the server has seen no session cookie, there is nothing to refresh. The SDK would call the functions to
 * learn this, before it shows a form and again before it sends one: this returns what it stores after such a
 * response.
 */
const skipRefresh: CookieHandler = (original) => ({
  ...original,
  getCookie: async () => {
    const cookies = await original.getCookie();
    return cookies.includes(`${LOOKED_FOR_SESSION_COOKIE}=`)
      ? cookies
      : `${cookies}; ${LOOKED_FOR_SESSION_COOKIE}=0`;
  },
});

/** The rule for sign-in, sign-up and reset; the widget's own rule differs. */
const emailField = { id: 'email', label: 'EMAIL_PASSWORD_EMAIL_LABEL', validate: validateEmail };

/** The rule for sign-up and reset; the widget's own rule differs. */
const passwordField = (minLength: number) => ({
  id: 'password',
  label: 'EMAIL_PASSWORD_PASSWORD_LABEL',
  validate: (password: unknown) => Promise.resolve(passwordProblem(password, minLength)),
});

interface LoginPage {
  appInfo: AppInfo;
  /** The origin of the page. */
  origin: string;
  /** Whether the request for the page had a session cookie, valid or not. */
  mayHaveSession: boolean;
  /** Recipes that only some screens need. */
  added: SuperTokensConfig['recipeList'];
  /** In characters. */
  minPasswordLength: number;
  texts: WidgetTexts;
}

/**
 * The configuration of the sign-in widget. It calls the functions at the origin of its page, because the
 * cookies of another origin of the site would not be sent.
 */
export function getFrontendConfig({
  appInfo,
  origin,
  mayHaveSession,
  added,
  minPasswordLength,
  texts,
}: LoginPage): SuperTokensConfig {
  const t = (name: string) => texts[name] ?? name;
  return {
    appInfo: { ...appInfo, apiDomain: origin, websiteDomain: origin },
    // Password managers do not find fields in a shadow root.
    useShadowDom: false,
    cookieHandler: mayHaveSession ? undefined : skipRefresh,
    style: widgetStyle,
    // These replace the widget's own texts, whatever the language of the page.
    languageTranslations: { translations: { en: texts } },
    getRedirectionURL: (context) =>
      // null would stop the widget; undefined means its default.
      Promise.resolve(
        context.action === 'SUCCESS' ? toPlainPath(context.redirectToPath, HOME_PATH) : undefined,
      ),
    recipeList: [
      emailPassword({
        override: {
          functions: (original) => ({
            ...original,
            signIn: withErrorMessages(original.signIn.bind(original), t),
            signUp: withErrorMessages(original.signUp.bind(original), t),
            doesEmailExist: withErrorMessages(original.doesEmailExist.bind(original), t),
            sendPasswordResetEmail: withErrorMessages(original.sendPasswordResetEmail.bind(original), t),
            submitNewPassword: withErrorMessages(original.submitNewPassword.bind(original), t),
          }),
        },
        signInAndUpFeature: { signUpForm: { formFields: [emailField, passwordField(minPasswordLength)] } },
      }),
      ...added,
      session({ tokenTransferMethod: 'cookie', preAPIHook: addFormUserHeader }),
    ],
  };
}
