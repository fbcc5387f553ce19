import {
  createEmailVerificationToken,
  EmailVerificationClaim,
} from 'supertokens-node/recipe/emailverification';
import type { SessionContainer } from 'supertokens-node/recipe/session';
import { getEnv } from '../../config/env/env.ts';
import { findLoginMethod } from '../platform/account/loginMethod.ts';
import type { FunctionEvent } from '../platform/http/message.ts';
import { requestOrigin } from '../platform/http/origin.ts';
import { sealLinkToken } from '../platform/linkToken.ts';
import { sendWithLink, verification } from '../platform/mail/sdkMails.ts';
import { mailRefusal } from '../platform/mail/send.ts';
import { requireSessionUser } from '../platform/session/sessionUser.ts';
import { refuseTooManyMails } from '../platform/throttle/mails.ts';

/** Returns the email address of the current login method; undefined for methods without one. */
async function ownAddress(session: SessionContainer): Promise<string | undefined> {
  const user = await requireSessionUser(session);
  return findLoginMethod(user, session.getRecipeUserId().getAsString())?.email;
}

function linkWith(event: FunctionEvent, token: string, tenantId: string): string {
  const query = new URLSearchParams({ token, tenantId }).toString();
  return `${requestOrigin(event)}${getEnv().websiteBasePath}/verify-email?${query}`;
}

/**
 * Sends a verification mail to the owner of a session. Does for pages what the route of the SDK does
 * for the widget.
 *
 * @returns `verified` if the address is already verified; the session then learns of it
 * @throws Refusal 429 within a minute of the previous mail, 503 if no mail can be sent
 */
export async function sendVerificationMail(
  session: SessionContainer,
  event: FunctionEvent,
): Promise<'sent' | 'verified'> {
  const tenantId = session.getTenantId();
  const email = await ownAddress(session);
  const token =
    email === undefined
      ? undefined
      : await createEmailVerificationToken(tenantId, session.getRecipeUserId(), email);
  if (email === undefined || token?.status !== 'OK') {
    await session.fetchAndSetClaim(EmailVerificationClaim);
    return 'verified';
  }
  await refuseTooManyMails(email);
  const recipeUserId = session.getRecipeUserId().getAsString();
  const sealed = sealLinkToken(token.token, { recipeUserId, email });
  const to = { email, userId: session.getUserId() };
  const outcome = await sendWithLink(to, linkWith(event, sealed, tenantId), verification);
  if (outcome !== 'sent') throw mailRefusal(outcome);
  return 'sent';
}
