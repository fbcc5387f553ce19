/** The screens of the log-in, by their paths below WEBSITE_BASE_PATH, and what the browser's tab calls them. */
export const LOGIN_SCREENS = {
  '': 'Sign in',
  'reset-password': 'Forgotten password',
  'verify-email': 'Verify your email',
  /** Pages of our own, not the widget's. */
  'confirm-email': 'Confirm your new email',
  'cancel-email-change': 'Cancel the email change',
} as const;

export type LoginScreen = keyof typeof LOGIN_SCREENS;

/** Whether there is a screen at this path, without the slash at its beginning. */
export const isLoginScreen = (path: string): path is LoginScreen => Object.hasOwn(LOGIN_SCREENS, path);
