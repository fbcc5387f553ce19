import { getEnv } from '../../config/env.ts';
import type { MailServices } from '../../config/supertokensConfig.ts';
import { sendMail } from './send.ts';
import { renderMail, type MailWords } from './template.ts';

function passwordReset(link: string, appName: string): MailWords {
  return {
    subject: 'Choose a new password',
    paragraphs: [
      `Somebody asked for a new password for your account at ${appName}.`,
      'If it was you, follow the link. It works once, and not for long.',
      'If it was not you, there is nothing to do: your password stays as it is.',
    ],
    action: { label: 'Choose a new password', link },
  };
}

/**
 * The mails that the SDK has sent. A link of the SDK's leads to the address that the request came to, because the
 * origin in config/supertokensConfig.ts does.
 */
export const sdkMails: MailServices = {
  passwordReset: {
    sendEmail: async ({ user, passwordResetLink }) => {
      const { appName } = getEnv();
      const { origin } = new URL(passwordResetLink);
      // Nobody is told here that it failed: only somebody who has an account gets as far as this. The log knows.
      await sendMail(user.email, renderMail(passwordReset(passwordResetLink, appName), { appName, origin }));
    },
  },
};
