import { getEnv } from '../../../config/env/env.ts';
import { providerName, toProviderId, type SignInMethod } from '../../../config/signInMethods.ts';
import type { FunctionEvent } from '../http/message.ts';
import { currentScope } from '../http/scope.ts';
import { localize, type MailTranslator } from './localize.ts';
import type { MailNotice, SiteLink } from './notice.ts';
import { notify } from './notices.ts';

/** Names a way to sign in within a sentence. */
function nameOf(method: SignInMethod | undefined, t: MailTranslator): string {
  const provider = toProviderId(method);
  if (provider !== undefined) return providerName(provider, getEnv().social.oidc?.name);
  if (method === 'password') return t('method.password');
  return method === 'email' ? t('method.email') : t('method.other');
}

const reviewMethods = (t: MailTranslator): SiteLink => ({
  label: t('method.button'),
  path: '/account/sign-in-methods',
});

/** For an owner who may not have added it. */
export const methodAddedNotice = (method: SignInMethod | undefined): MailNotice =>
  localize((t) => ({
    subject: t('methodAdded.subject'),
    paragraphs: [t('methodAdded.what', { method: nameOf(method, t) }), t('methodAdded.notYou')],
    action: reviewMethods(t),
  }));

/**
 * For an owner who may not have removed it.
 *
 * @param othersEnded whether all other sessions have ended
 */
export const methodRemovedNotice = (method: SignInMethod, othersEnded: boolean): MailNotice =>
  localize((t) => ({
    subject: t('methodRemoved.subject'),
    paragraphs: [
      t('methodRemoved.what', { method: nameOf(method, t) }),
      ...(othersEnded ? [t('methodRemoved.othersEnded')] : []),
      t('methodRemoved.notYou'),
    ],
    action: reviewMethods(t),
  }));

/** Tells the owner of an account of the way to sign in that became part of it in this request, if any. */
export async function notifyOfLinkedMethod(event: FunctionEvent): Promise<void> {
  const linked = currentScope()?.linked;
  if (linked !== undefined) await notify(event, linked, methodAddedNotice(linked.method));
}
