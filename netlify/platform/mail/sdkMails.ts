import { getEnv } from '../../../config/env/env.ts';
import { MAILED_TO } from '../../../config/contracts/sign-in.ts';
import { toPlainPath } from '../../../config/security/redirectPath.ts';
import { REDIRECT_PARAM } from '../../../config/session/sessionRoutes.ts';
import type { MailServices } from '../../../config/supertokens/backend.ts';
import { currentScope } from '../http/scope.ts';
import type { Recipient } from '../account/keptLanguage.ts';
import { sealLinkToken } from '../linkToken.ts';
import { refuseTooManyMails } from '../throttle/mails.ts';
import type { Localized } from '../messages/localizer.ts';
import { localize } from './localize.ts';
import { mailRefusal, type MailOutcome } from './send.ts';
import { sendLocalized } from './sendLocalized.ts';
import type { MailWords } from './template.ts';

/** Makes a mail that has this link. */
type MailWithLink = (link: string) => Localized<MailWords>;

const passwordReset: MailWithLink = (link) =>
  localize((t) => ({
    subject: t('resetPassword.subject'),
    paragraphs: [
      t('resetPassword.what', { appName: getEnv().appName }),
      t('resetPassword.ifYou'),
      t('resetPassword.ifNotYou'),
    ],
    action: { label: t('resetPassword.subject'), link },
  }));

/** Asks the owner of an address to verify it. */
export const verification: MailWithLink = (link) =>
  localize((t) => ({
    subject: t('verifyEmail.subject'),
    paragraphs: [
      t('verifyEmail.what', { appName: getEnv().appName }),
      t('verifyEmail.ifYou'),
      t('verifyEmail.ifNotYou'),
    ],
    action: { label: t('verifyEmail.button'), link },
  }));

/** A mail with a link, in the name of the site that the link points to. */
export function sendWithLink(to: Recipient, link: string, mailWith: MailWithLink): Promise<MailOutcome> {
  return sendLocalized(to, mailWith(link), new URL(link).origin);
}

/** The address may belong to someone else: anyone can sign up with it. */
async function refuseTooManyTo(recipient: string): Promise<void> {
  if (currentScope() !== undefined) await refuseTooManyMails(recipient);
}

/** Adds the page that the user wants to go to afterwards to a link of the SDK. */
function withTarget(link: string): string {
  const wanted = currentScope()?.event.queryStringParameters?.[REDIRECT_PARAM];
  const target = toPlainPath(wanted, '');
  return target === '' ? link : `${link}&${new URLSearchParams({ [REDIRECT_PARAM]: target }).toString()}`;
}

/** Replaces the token in a link of the SDK. */
function withSealedToken(link: string, owner: { recipeUserId: string; email: string }): string {
  const url = new URL(link);
  url.searchParams.set('token', sealLinkToken(url.searchParams.get('token') ?? '', owner));
  return url.href;
}

/** Adds the recipient's address to the fragment, which servers do not see, for password managers. */
function withAddress(link: string, email: string): string {
  const url = new URL(link);
  url.hash = new URLSearchParams({ [MAILED_TO]: email }).toString();
  return url.href;
}

/** Sends a link that sets a password. */
export const sendPasswordLinkMail = (to: Recipient, link: string): Promise<MailOutcome> =>
  sendWithLink(to, withAddress(link, to.email), passwordReset);

/**
 * The mails that the SDK sends. A link of the SDK points to the origin of the request, because the
 * origin in config/supertokens/backend.ts does.
 */
export const sdkMails: MailServices = {
  passwordReset: {
    sendEmail: async ({ user, passwordResetLink }) => {
      // Failures are not reported here: only users with an account get this far. The log has them.
      await sendPasswordLinkMail({ email: user.email, userId: user.id }, withTarget(passwordResetLink));
    },
  },
  emailVerification: {
    sendEmail: async ({ user, emailVerifyLink }) => {
      await refuseTooManyTo(user.email);
      const { id: userId, email, recipeUserId } = user;
      const link = withSealedToken(withTarget(emailVerifyLink), {
        recipeUserId: recipeUserId.getAsString(),
        email,
      });
      const outcome = await sendWithLink({ email, userId }, link, verification);
      if (outcome !== 'sent') throw mailRefusal(outcome);
    },
  },
};
