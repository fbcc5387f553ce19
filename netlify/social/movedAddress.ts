import { listUsersByAccountInfo } from 'supertokens-node';
import { getEnv } from '../../config/env/env.ts';
import type english from '../../config/messages/en/social-mail.json';
import { toCanonicalEmail } from '../../config/rules/emailRule.ts';
import { providerName } from '../../config/signInMethods.ts';
import { DEFAULT_TENANT } from '../../config/supertokens/tenant.ts';
import { recordActivity } from '../activity/activityLog.ts';
import type { FunctionEvent } from '../platform/http/message.ts';
import { mailsWith } from '../platform/mail/localize.ts';
import type { MailNotice } from '../platform/mail/notice.ts';
import { notify } from '../platform/mail/notices.ts';
import type { Identity } from './identity.ts';

/** The address that an account has for the user of a provider. */
interface StoredAddress {
  userId: string;
  email: string;
}

/** Returns the address of a provider's user as it is before their sign-in; undefined for a new user. */
export async function findStoredAddress({ provider, subject }: Identity): Promise<StoredAddress | undefined> {
  const thirdParty = { id: provider, userId: subject };
  const users = await listUsersByAccountInfo(DEFAULT_TENANT, { thirdParty });
  const [stored] = users.flatMap(({ id: userId, loginMethods }) => {
    const email = loginMethods.find((method) => method.hasSameThirdPartyInfoAs(thirdParty))?.email;
    return email === undefined ? [] : [{ userId, email }];
  });
  return stored;
}

const localize = mailsWith(
  (language) =>
    import(`../../config/messages/${language}/social-mail.json`) as Promise<{ default: typeof english }>,
);

function movedAddressNotice(identity: Identity, isToOldAddress: boolean): MailNotice {
  const { email } = identity;
  const provider = providerName(identity.provider, getEnv().social.oidc?.name);
  return localize((t) => ({
    subject: t('emailChanged.subject'),
    paragraphs: [
      t('moved', { provider, email }),
      ...(isToOldAddress ? [t('lastToOldAddress')] : []),
      t('notYou', { provider }),
    ],
    action: { label: t('reviewSessions'), path: '/account/sessions' },
  }));
}

/**
 * Tells the owner of an account, at both addresses, that the address followed the one at their provider.
 * Never throws: the user is signed in.
 *
 * @param before the address before the sign-in
 * @see docs/decisions/078-tell-owners-of-sign-ins.md
 */
export async function reportMovedAddress(
  event: FunctionEvent,
  before: StoredAddress,
  identity: Identity,
): Promise<void> {
  const { userId, email: old } = before;
  if ((toCanonicalEmail(old) ?? old) === identity.email) return;
  await Promise.all([
    recordActivity(event, userId, 'email_changed'),
    notify(event, { userId, email: old }, movedAddressNotice(identity, true)),
    notify(event, { userId, email: identity.email }, movedAddressNotice(identity, false)),
  ]);
}
