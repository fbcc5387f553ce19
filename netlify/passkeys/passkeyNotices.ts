import type english from '../../config/messages/en/passkeys-mail.json';
import type { Localized } from '../platform/messages/localizer.ts';
import { mailsWith, type FeatureMailTranslator } from '../platform/mail/localize.ts';
import type { MailNotice, SiteLink } from '../platform/mail/notice.ts';

type Texts = typeof english;

const localize = mailsWith(
  (language) => import(`../../config/messages/${language}/passkeys-mail.json`) as Promise<{ default: Texts }>,
);

/** The name of a new passkey, until its user changes it. */
export const newPasskeyName = (browser: string, system: string): Localized<string> =>
  localize((t) => t('newName', { browser, system }));

/** The page that lists the passkeys of a user. */
const reviewPasskeys = (t: FeatureMailTranslator<Texts>): SiteLink => ({
  label: t('button'),
  path: '/account/passkeys',
});

export const passkeyAddedNotice = (name: string): MailNotice =>
  localize((t) => ({
    subject: t('added.subject'),
    paragraphs: [t('added.what', { name }), t('notYou')],
    action: reviewPasskeys(t),
  }));

/** @param othersEnded whether all other sessions have ended */
export const passkeyRemovedNotice = (name: string, othersEnded: boolean): MailNotice =>
  localize((t) => ({
    subject: t('removed.subject'),
    paragraphs: [
      t('removed.what', { name }),
      ...(othersEnded ? [t('removed.othersEnded')] : []),
      t('notYou'),
    ],
    action: reviewPasskeys(t),
  }));

/** The device counts its uses. A count that does not go up means that a copy of the device exists. */
export const copiedPasskeyNotice = (name: string): MailNotice =>
  localize((t) => ({
    subject: t('copied.subject'),
    paragraphs: [t('copied.what', { name }), t('copied.next')],
    action: reviewPasskeys(t),
  }));

export const removedPasskeyNotice = (name: string): MailNotice =>
  localize((t) => ({
    subject: t('usedAfterRemoval.subject'),
    paragraphs: [t('usedAfterRemoval.what', { name }), t('usedAfterRemoval.next')],
    action: reviewPasskeys(t),
  }));
