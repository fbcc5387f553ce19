import type { LanguageCode } from '../languages.ts';
import type activity from './en/activity.json';
import type admin from './en/admin.json';
import type deletion from './en/deletion.json';
import type email from './en/email.json';
import type errorPage from './en/error-page.json';
import type landing from './en/landing.json';
import type magicLink from './en/magic-link.json';
import type notes from './en/notes.json';
import type passkeys from './en/passkeys.json';
import type password from './en/password.json';
import type platform from './en/platform.json';
import type profile from './en/profile.json';
import type secondFactor from './en/second-factor.json';
import type session from './en/session.json';
import type sessions from './en/sessions.json';
import type shared from './en/shared.json';
import type signIn from './en/sign-in.json';
import type signInMethods from './en/sign-in-methods.json';
import type signOut from './en/sign-out.json';
import type ui from './en/ui.json';
import type verification from './en/verification.json';

/**
 * The types of the messages, by feature: each feature has two lines here, and a file in the folder of each
 * language.
 */
export interface Messages {
  activity: typeof activity;
  admin: typeof admin;
  deletion: typeof deletion;
  email: typeof email;
  'error-page': typeof errorPage;
  'magic-link': typeof magicLink;
  landing: typeof landing;
  notes: typeof notes;
  passkeys: typeof passkeys;
  password: typeof password;
  platform: typeof platform;
  profile: typeof profile;
  'second-factor': typeof secondFactor;
  session: typeof session;
  sessions: typeof sessions;
  shared: typeof shared;
  'sign-in': typeof signIn;
  'sign-in-methods': typeof signInMethods;
  'sign-out': typeof signOut;
  ui: typeof ui;
  verification: typeof verification;
}

declare module 'next-intl' {
  interface AppConfig {
    Locale: LanguageCode;
    Messages: Messages;
  }
}
