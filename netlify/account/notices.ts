import { getEnv } from '../../config/env.ts';
import type { FunctionEvent } from '../http/message.ts';
import { requestOrigin } from '../http/origin.ts';
import { sendNotice, type Notice } from '../mail/notice.ts';

function resetPath(): `/${string}` {
  return `/${getEnv().websiteBasePath.slice(1)}/reset-password`;
}

/** For whoever may not have been the one who changed it. */
export function passwordChangedNotice(othersEnded: boolean): Notice {
  return {
    subject: 'Your password was changed',
    paragraphs: [
      'The password of your account was changed just now.',
      ...(othersEnded ? ['Every browser but the one in which that was done is signed out.'] : []),
      'If it was you, there is nothing to do. If it was not, somebody knew your password: set a new one at once.',
    ],
    action: { label: 'Set a new password', path: resetPath() },
  };
}

/** The last mail to this address. */
export function accountDeletedNotice(): Notice {
  const { appName } = getEnv();
  return {
    subject: 'Your account is deleted',
    paragraphs: [
      `Your account at ${appName} is deleted, with everything that was kept for it. Nobody can sign in with it any more.`,
      'If it was not you, somebody knew your password: change it wherever else you use it.',
    ],
  };
}

/** Whether the mail got away; why it did not is in the log. */
export async function notify(event: FunctionEvent, email: string, notice: Notice): Promise<boolean> {
  return (await sendNotice(email, notice, requestOrigin(event))) === 'sent';
}
