import { getUser } from 'supertokens-node';
import { recordActivity } from '../activity/activityLog.ts';
import { hasPassword } from '../platform/account/loginMethod.ts';
import { describeError } from '../platform/http/log.ts';
import type { FunctionEvent } from '../platform/http/message.ts';
import { requestOrigin } from '../platform/http/origin.ts';
import { describePlace } from '../platform/http/place.ts';
import { recordMail } from '../platform/http/scope.ts';
import { sendCountedNotice } from '../platform/mail/notice.ts';
import type { AfterSignIn } from '../platform/session/followSignIn.ts';
import { hasSignedInHere, isFirstSignIn, rememberSignIn } from '../platform/throttle/devices.ts';
import { mayNotify } from '../platform/throttle/mails.ts';
import { describeDevice } from '../sessions/describeDevice.ts';
import { restoreLanguage } from './restoreLanguage.ts';
import { newBrowserNotice } from './newBrowserNotice.ts';

async function mailOwner(event: FunctionEvent, userId: string): Promise<void> {
  const user = await getUser(userId);
  const email = user?.emails[0];
  if (user === undefined || email === undefined) return;
  if (!(await mayNotify(email, 'sign-ins'))) {
    recordMail('limited');
    return;
  }
  const facts = {
    at: Date.now(),
    ...describeDevice(event.headers['user-agent']),
    place: describePlace(event),
  };
  const notice = newBrowserNotice(facts, hasPassword(user));
  await sendCountedNotice({ email, userId: user.id }, notice, requestOrigin(event));
}

/**
 * Tells the owner of an account of a sign-in with a browser that they have not signed in with before, by
 * mail and in the activity, remembers the browser, and gives it the language of the user. Two tabs of a new
 * browser are reported once. Never throws: a user whose mail fails is signed in all the same, and the log
 * says why it failed.
 *
 * @see docs/decisions/078-tell-owners-of-sign-ins.md
 */
export const reportNewBrowser: AfterSignIn = async (event, response, { userId, isNewAccount }) => {
  try {
    const isKnown = await hasSignedInHere(event, userId);
    rememberSignIn(event, response, userId);
    if (!isKnown && !isNewAccount) await restoreLanguage(event, response, userId);
    if (isKnown || !(await isFirstSignIn(event, userId)) || isNewAccount) return;
    await recordActivity(event, userId, 'new_browser');
    await mailOwner(event, userId);
  } catch (error) {
    recordMail('failed', describeError(error));
  }
};
