import { getEnv } from '../../../config/env/env.ts';
import { MAILED_TO } from '../../../config/contracts/sign-in.ts';
import type { MailServices } from '../../../config/supertokens/backend.ts';
import { currentScope } from '../http/scope.ts';
import { sealLinkToken } from '../linkToken.ts';
import { refuseTooManyMails } from '../throttle/mails.ts';
import { mailRefusal, sendMail, type MailOutcome } from './send.ts';
import { renderMail, type MailWords } from './template.ts';

function passwordReset(link: string, appName: string): MailWords {
  return {
    subject: 'Reset your password',
    paragraphs: [
      `Someone requested a new password for your account at ${appName}.`,
      'If it was you, follow the link. It works once, and expires soon.',
      'If it was not you, you can ignore this email. Your password stays as it is.',
    ],
    action: { label: 'Reset your password', link },
  };
}

/** Asks the owner of an address to verify it. */
export function verification(link: string, appName: string): MailWords {
  return {
    subject: 'Verify your email',
    paragraphs: [
      `Someone signed up at ${appName} with this address.`,
      'If it was you, follow the link to verify your address. It works once.',
      'If it was not you, you can ignore this email. The address stays unverified.',
    ],
    action: { label: 'Verify email', link },
  };
}

/** A mail with a link, in the name of the site that the link points to. */
export function sendWithLink(
  to: string,
  link: string,
  words: (link: string, appName: string) => MailWords,
): Promise<MailOutcome> {
  const { appName } = getEnv();
  return sendMail(to, renderMail(words(link, appName), { appName, origin: new URL(link).origin }));
}

/** The address may belong to someone else: anyone can sign up with it. */
async function refuseTooManyTo(recipient: string): Promise<void> {
  if (currentScope() !== undefined) await refuseTooManyMails(recipient);
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
export const sendPasswordLinkMail = (email: string, link: string): Promise<MailOutcome> =>
  sendWithLink(email, withAddress(link, email), passwordReset);

/**
 * The mails that the SDK sends. A link of the SDK points to the origin of the request, because the
 * origin in config/supertokens/backend.ts does.
 */
export const sdkMails: MailServices = {
  passwordReset: {
    sendEmail: async ({ user, passwordResetLink }) => {
      // Failures are not reported here: only users with an account get this far. The log has them.
      await sendPasswordLinkMail(user.email, passwordResetLink);
    },
  },
  emailVerification: {
    sendEmail: async ({ user, emailVerifyLink }) => {
      await refuseTooManyTo(user.email);
      const { email, recipeUserId } = user;
      const link = withSealedToken(emailVerifyLink, { recipeUserId: recipeUserId.getAsString(), email });
      const outcome = await sendWithLink(email, link, verification);
      if (outcome !== 'sent') throw mailRefusal(outcome);
    },
  },
};
