import type { LanguageCode } from '../languages.ts';
import activity from './en/activity.json' with { type: 'json' };
import admin from './en/admin.json' with { type: 'json' };
import platform from './en/platform.json' with { type: 'json' };
import sessions from './en/sessions.json' with { type: 'json' };
import shared from './en/shared.json' with { type: 'json' };
import signInMethods from './en/sign-in-methods.json' with { type: 'json' };
import ui from './en/ui.json' with { type: 'json' };

/**
 * The English messages, by feature: each feature has two lines here, and a file in the folder of each
 * language.
 */
export const ENGLISH = {
  activity,
  admin,
  platform,
  sessions,
  shared,
  'sign-in-methods': signInMethods,
  ui,
};

export type Messages = typeof ENGLISH;

declare module 'next-intl' {
  interface AppConfig {
    Locale: LanguageCode;
    Messages: Messages;
  }
}
