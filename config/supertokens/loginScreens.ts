/**
 * The screens of the sign-in page by their paths below WEBSITE_BASE_PATH, with the names of their titles in
 * the messages of sign-in.
 */
export const LOGIN_SCREENS = {
  '': 'signIn',
  'reset-password': 'resetPassword',
  'verify-email': 'verifyEmail',
  /** Pages of our own, not of the widget. */
  'confirm-email': 'confirmEmail',
  'cancel-email-change': 'cancelEmailChange',
  'check-email': 'checkEmail',
  'email-link': 'emailLink',
} as const;

export type LoginScreen = keyof typeof LOGIN_SCREENS;

/** Whether there is a screen at this path, which has no leading slash. */
export const isLoginScreen = (path: string): path is LoginScreen => Object.hasOwn(LOGIN_SCREENS, path);
