import { createResetPasswordToken } from 'supertokens-node/recipe/emailpassword';
import { getEnv } from '../../config/env/env.ts';
import { DEFAULT_TENANT } from '../../config/supertokens/tenant.ts';
import { setRemoved } from '../platform/account/removedMethods.ts';
import { hasAccountLinking } from '../platform/core/knownFeatures.ts';
import { requestOrigin } from '../platform/http/origin.ts';
import { Refusal } from '../platform/http/refusal.ts';
import { recordOutcome } from '../platform/http/scope.ts';
import { sendPasswordLinkMail } from '../platform/mail/sdkMails.ts';
import { mailRefusal, withMailServer } from '../platform/mail/send.ts';
import { requireSessionUser } from '../platform/session/sessionUser.ts';
import type { SessionEvent } from '../platform/session/verifySession.ts';
import { refuseTooManyMails } from '../platform/throttle/mails.ts';
import { passwordAddressOf } from './methodList.ts';

const notPossible = () =>
  new Refusal(409, 'CONFLICT', 'A password cannot be added to this account.', {
    outcome: 'no_first_password',
    reason: 'sign-in-methods.noPassword',
  });

/**
 * Sends a user without a password a link to set one: they prove that they still read the mail of their
 * address, to which later links to reset the password are sent.
 *
 * @throws Refusal 409 for a user who has a password, or whose core cannot link one, 429, 503
 */
export async function sendPasswordLink(event: SessionEvent): Promise<{ sentTo: string }> {
  const user = await requireSessionUser(event.session);
  const email = passwordAddressOf(user);
  if (email === null || !(await hasAccountLinking())) throw notPossible();
  await refuseTooManyMails(email);
  await withMailServer(async () => {
    await setRemoved(user.id, 'password', false);
    const created = await createResetPasswordToken(DEFAULT_TENANT, user.id, email);
    if (created.status !== 'OK') throw notPossible();
    const query = new URLSearchParams({ token: created.token, tenantId: DEFAULT_TENANT });
    const link = `${requestOrigin(event)}${getEnv().websiteBasePath}/reset-password?${query.toString()}`;
    const outcome = await sendPasswordLinkMail({ email, userId: user.id }, link);
    if (outcome !== 'sent') throw mailRefusal(outcome);
  });
  recordOutcome('password_link_sent');
  return { sentTo: email };
}
