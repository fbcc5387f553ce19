import type * as z from 'zod';
import { SESSION_COOKIES } from '../../config/session/sessionCookies.ts';
import { recordActivity } from '../activity/activityLog.ts';
import { tellOwner } from '../activity/tellOwner.ts';
import { emailChange, emailLink } from '../../config/contracts/email.ts';
import { DEFAULT_TENANT } from '../../config/supertokens/tenant.ts';
import { prepareChange } from '../email/emailChange.ts';
import { cancelChange, confirmChange, LINK_REFUSED } from '../email/emailLinks.ts';
import { sendVerificationMail } from '../email/sendVerificationMail.ts';
import { warnOwner } from '../email/warnOwner.ts';
import {
  addressTakenNotice,
  confirmation,
  confirmationLink,
  emailChangedNotice,
} from '../platform/mail/notices.ts';
import { ownAddress } from '../email/ownAddress.ts';
import { passwordlessRecipes } from '../magic-link/recipe.ts';
import { wrongPassword } from '../password/ownPassword.ts';
import { hasProof } from '../password/proof.ts';
import { readCredentialState } from '../email/outstanding.ts';
import { createFunction } from '../platform/createFunction.ts';
import type { DeployConfig } from '../platform/deploy/webHandler.ts';
import { requireJsonBody } from '../platform/http/body.ts';
import { readCookie } from '../platform/http/cookies.ts';
import { addCookies, json, type FunctionEvent } from '../platform/http/message.ts';
import { requestOrigin } from '../platform/http/origin.ts';
import { Refusal } from '../platform/http/refusal.ts';
import { recordOutcome } from '../platform/http/scope.ts';
import { sendCountedNotice } from '../platform/mail/notice.ts';
import { sdkMails, sendWithLink } from '../platform/mail/sdkMails.ts';
import { mailRefusal, withMailServer } from '../platform/mail/send.ts';
import { defineRoute } from '../platform/routes/defineRoute.ts';
import { expiredSessionCookies } from '../platform/session/clearWidgetCookies.ts';
import { provenSession } from '../sign-in/provenSession.ts';
import type { SessionEvent } from '../platform/session/verifySession.ts';
import { badLink } from '../platform/throttle/attempt.ts';
import { refuseTooManyMails, refuseTooManyWarnings } from '../platform/throttle/mails.ts';
import { refuseTooMany } from '../platform/throttle/throttle.ts';

async function requestVerification(event: SessionEvent) {
  requireJsonBody(event);
  const status = await sendVerificationMail(event.session, event);
  recordOutcome(status === 'sent' ? 'verification_requested' : 'verified_already');
  return { status };
}

/**
 * Requests an email change. The owner of a taken address gets a mail that says so, and no one else
 * learns of it: response and time are the same. The old address gets the cancel link first.
 */
async function requestChange(event: SessionEvent, { email, password }: z.output<typeof emailChange>) {
  const { session } = event;
  const userId = session.getUserId();
  const { user, own } = await ownAddress(session);
  if (own.email === email)
    throw new Refusal(400, 'BAD_REQUEST', 'This is already your email address.', {
      field: 'email',
      reason: 'email.isOwn',
    });
  // Read before the password check, so that anything that ends outstanding requests from now on voids this
  // one, too.
  const state = await readCredentialState(userId);
  if (!(await hasProof(session, user, password))) throw wrongPassword('password');
  await refuseTooManyMails(email, userId);
  await refuseTooManyWarnings(own.email);
  const notified = await withMailServer(async () => {
    const { confirmToken, cancelToken } = await prepareChange(session, own, email, state);
    // The old address first: the new one must not be able to confirm a change that the old one does not know
    // of.
    const told = await warnOwner(event, { userId, own, to: email, cancelToken, before: state });
    // Without the user: both mails take the same time.
    const sent = await (confirmToken === undefined
      ? sendCountedNotice({ email }, addressTakenNotice, requestOrigin(event))
      : sendWithLink({ email }, confirmationLink(event, confirmToken), confirmation));
    if (sent !== 'sent') throw mailRefusal(sent, 'email');
    return told;
  });
  recordOutcome('email_change_requested');
  return json(200, { sentTo: email, notified });
}

/** Counts invalid links only: a valid one cannot be guessed, and its user must never be locked out. */
async function countInvalidLinks<T>(event: FunctionEvent, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal && error.outcome === LINK_REFUSED)
      await refuseTooMany(event, badLink(event));
    throw error;
  }
}

/** Needs no session: the link may be opened in another browser, and only the reader of the mail knows it. */
async function confirm(event: FunctionEvent, { token }: z.output<typeof emailLink>) {
  const change = await countInvalidLinks(event, () => confirmChange(token, DEFAULT_TENANT));
  if ('already' in change) {
    recordOutcome('email_changed_already');
    return { email: change.already, notified: false, alreadyConfirmed: true };
  }
  const { userId, before, now } = change;
  recordOutcome('email_changed');
  const notified = await tellOwner(
    event,
    { userId, email: before },
    emailChangedNotice(now),
    'email_changed',
  );
  return { email: now, notified, alreadyConfirmed: false };
}

/** Needs no session: it is for a user whose account an attacker may be signed in to. */
async function cancel(event: FunctionEvent, { token }: z.output<typeof emailLink>) {
  const here = await provenSession(readCookie(event, SESSION_COOKIES.access));
  const userId = await countInvalidLinks(event, () => cancelChange(token));
  recordOutcome('email_change_cancelled');
  await recordActivity(event, userId, 'email_change_cancelled');
  const signedOutHere = here?.userId === userId;
  const answer = json(200, { cancelled: true, signedOutHere });
  if (signedOutHere) addCookies(answer, expiredSessionCookies());
  return answer;
}

/**
 * `/.netlify/functions/email`:
 * - `POST verification` sends a verification mail.
 * - `PUT` requests an email change.
 * - `POST confirmation` confirms it, by the link that was sent to the new address.
 * - `POST cancellation` cancels it, by the link that was sent to the old address.
 */
export const handler = createFunction({
  name: 'email',
  routes: {
    'POST verification': defineRoute({ verifySession: 'unverified', handler: requestVerification }),
    'PUT ': defineRoute({
      verifySession: 'live',
      recentProof: 'factor',
      body: emailChange,
      handler: (event, { body }) => requestChange(event, body),
    }),
    'POST confirmation': defineRoute({ body: emailLink, handler: (event, { body }) => confirm(event, body) }),
    'POST cancellation': defineRoute({ body: emailLink, handler: (event, { body }) => cancel(event, body) }),
  },
  mail: sdkMails,
  recipes: passwordlessRecipes,
});

export const config = {
  rateLimit: { windowLimit: 600, windowSize: 60, aggregateBy: ['ip', 'domain'] },
} satisfies DeployConfig;
