import 'server-only';
import { getLocale, getTranslations } from 'next-intl/server';
import type { Translator } from '@/components/ui/translations';
import type { WidgetTexts } from '@/config/supertokens/widgetText';
import { SOURCE_LANGUAGE } from '@/config/languages';
import { MAX_PASSWORD_BYTES } from '@/config/rules/passwordRule';
import type { LoginScreen } from '@/config/supertokens/loginScreens';

/** The widget's names of texts, and the names of our messages. */
const SDK_TEXTS = {
  AUTH_PAGE_HEADER_TITLE_SIGN_IN: 'signIn',
  AUTH_PAGE_HEADER_TITLE_SIGN_UP: 'createAccount',
  AUTH_PAGE_HEADER_SUBTITLE_SIGN_IN_START: 'newHere',
  AUTH_PAGE_HEADER_SUBTITLE_SIGN_IN_SIGN_UP_LINK: 'createAccount',
  AUTH_PAGE_HEADER_SUBTITLE_SIGN_UP_START: 'haveAccount',
  AUTH_PAGE_HEADER_SUBTITLE_SIGN_UP_SIGN_IN_LINK: 'signIn',
  EMAIL_PASSWORD_EMAIL_LABEL: 'email',
  EMAIL_PASSWORD_PASSWORD_LABEL: 'password',
  EMAIL_PASSWORD_SIGN_IN_SUBMIT_BTN: 'signIn',
  EMAIL_PASSWORD_SIGN_UP_SUBMIT_BTN: 'submitAccount',
  EMAIL_PASSWORD_SIGN_IN_FORGOT_PW_LINK: 'forgotPassword',
  EMAIL_PASSWORD_SIGN_IN_WRONG_CREDENTIALS_ERROR: 'problems.wrongCredentials',
  EMAIL_PASSWORD_RESET_SEND_BTN: 'reset.send',
  EMAIL_PASSWORD_NEW_PASSWORD_LABEL: 'reset.newPassword',
  EMAIL_PASSWORD_CONFIRM_PASSWORD_LABEL: 'reset.confirmPassword',
  ERROR_CONFIRM_PASSWORD_NO_MATCH: 'problems.passwordsDiffer',
  EMAIL_PASSWORD_RESET_SUBMIT_PW_CHANGE_PW_BTN: 'reset.change',
  EMAIL_PASSWORD_RESET_PASSWORD_INVALID_TOKEN_ERROR: 'widget.linkUsed',
  ERROR_NON_OPTIONAL: 'widget.fieldMissing',
  SOMETHING_WENT_WRONG_ERROR: 'widget.failed',
} as const;

/** Names of messages that our own parts of the widget show. */
const OWN_TEXTS = ['widget.show', 'widget.hide', 'widget.showPassword', 'widget.hidePassword'] as const;

const SCREEN_TEXTS = {
  'reset-password': [
    'backToSignIn',
    'forgotPassword',
    'reset.changed',
    'reset.changedLead',
    'reset.checkInbox',
    'reset.choose',
    'reset.lead',
    'reset.nothingArrived',
    'reset.requestAnother',
    'reset.sentTo',
    'sendAgain',
    'signIn',
  ],
  'verify-email': [
    'sendAgain',
    'titles.verifyEmail',
    'verification.already',
    'verification.confirm',
    'verification.confirmLead',
    'verification.continue',
    'verification.done',
    'verification.doneLead',
    'verification.lead',
    'verification.linkInvalid',
    'verification.linkInvalidLead',
    'verification.sendNew',
    'verification.sent',
    'verification.signOut',
    'widget.alreadyLead',
    'widget.sendAgainIn',
    'widget.sending',
    'widget.sentBefore',
    'widget.verifying',
  ],
} as const;

/** Names of the messages that functions and rules answer in English, with all their parameters. */
const ENGLISH_ANSWERS = [
  'emailInvalid',
  'mailFailed',
  'noMail',
  'otherUser',
  'passwordBreached',
  'passwordCommon',
  'passwordOwnWords',
  'passwordPredictable',
  'passwordTooLong',
  'passwordTooShort',
  'passwordUnusable',
  'recipientRefused',
  'signInOvertaken',
] as const;

/** What the SDK answers where a field is empty. */
const SDK_FIELD_MISSING = 'Field is not optional';

/** The translations of what functions and rules answer in English, by the English text. */
async function answerTexts(minPasswordLength: number): Promise<WidgetTexts> {
  if ((await getLocale()) === SOURCE_LANGUAGE) return {};
  const locale = SOURCE_LANGUAGE;
  const english = await getTranslations({ locale, namespace: 'platform' });
  const englishOwn = await getTranslations({ locale, namespace: 'sign-in' });
  const platform = await getTranslations('platform');
  const t = await getTranslations('sign-in');
  const values = { min: minPasswordLength, max: MAX_PASSWORD_BYTES };
  const answers = ENGLISH_ANSWERS.map((name) => {
    const key = `refusals.${name}` as const;
    return [english(key, values), platform(key, values)];
  });
  const taken = [englishOwn('widget.emailTaken'), t('widget.emailTaken')];
  return Object.fromEntries([...answers, taken]) as WidgetTexts;
}

/** The texts around the name of SuperTokens, which the widget writes in between. */
function brandingTexts(t: Translator<'sign-in'>): WidgetTexts {
  const name = '{name}';
  const [start = '', end = ''] = t('widget.poweredBy', { name }).split(name);
  return { BRANDING_POWERED_BY_START: start, BRANDING_POWERED_BY_END: end };
}

/**
 * Returns the texts of the widget in the language of the user: by the widget's name of the text, by the name
 * of our message, by the reason of a refusal, or by the English text.
 *
 * @param minPasswordLength in characters
 */
export async function widgetTexts(screen: LoginScreen, minPasswordLength: number): Promise<WidgetTexts> {
  const t = await getTranslations('sign-in');
  const onScreen = screen === 'reset-password' || screen === 'verify-email' ? SCREEN_TEXTS[screen] : [];
  // Their parameters are known in the browser.
  const own = [...OWN_TEXTS, ...onScreen].map((name) => [name, t.raw(name) as string]);
  return {
    language: await getLocale(),
    ...Object.fromEntries(Object.entries(SDK_TEXTS).map(([key, name]) => [key, t(name)])),
    ...brandingTexts(t),
    ...(Object.fromEntries(own) as WidgetTexts),
    'platform.tooManyAttempts': t('widget.tooManyAttempts', { wait: '{wait}' }),
    'platform.tooManyMails': t('widget.tooManyMails', { wait: '{wait}' }),
    ...(screen === 'reset-password' && {
      'reset.rules': `${t('rules.length', { count: minPasswordLength })} ${t('rules.refused')}`,
    }),
    ...(await answerTexts(minPasswordLength)),
    [SDK_FIELD_MISSING]: t('widget.fieldMissing'),
  };
}
