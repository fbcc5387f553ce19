/** The screens of the sign-in page by their paths below WEBSITE_BASE_PATH, with their titles. */
export const LOGIN_SCREENS = {
  '': 'Sign in',
  'reset-password': 'Forgotten password',
  'verify-email': 'Verify your email',
  /** Pages of our own, not of the widget. */
  'confirm-email': 'Confirm your new email',
  'cancel-email-change': 'Cancel the email change',
  'check-email': 'Check your email',
  'email-link': 'Sign in with your link',
} as const;

export type LoginScreen = keyof typeof LOGIN_SCREENS;

/** Whether there is a screen at this path, which has no leading slash. */
export const isLoginScreen = (path: string): path is LoginScreen => Object.hasOwn(LOGIN_SCREENS, path);
