import { getEnv } from '../../../config/env/env.ts';
import { providerName, toProviderId, type SignInMethod } from '../../../config/signInMethods.ts';
import type { FunctionEvent } from '../http/message.ts';
import { currentScope } from '../http/scope.ts';
import type { MailNotice } from './notice.ts';
import { notify } from './notices.ts';

const WORDS: Partial<Record<SignInMethod, string>> = {
  password: 'a password',
  email: 'a link or code that we email you',
};

/** Names a way to sign in within a sentence. */
function nameOf(method: SignInMethod | undefined): string {
  const provider = toProviderId(method);
  if (provider !== undefined) return providerName(provider, getEnv().social.oidc?.name);
  return (method && WORDS[method]) ?? 'another way';
}

const action = { label: 'Review how you sign in', path: '/account/sign-in-methods' } as const;

/** For an owner who may not have added it. */
export function methodAddedNotice(method: SignInMethod | undefined): MailNotice {
  return {
    subject: 'A way to sign in was added to your account',
    paragraphs: [
      `You can now sign in to your account with ${nameOf(method)}.`,
      'If it was you, you can ignore this email. If it was not, someone else can read your email or use your account: secure your mailbox, then end all sessions.',
    ],
    action,
  };
}

/** For an owner who may not have removed it. */
export function methodRemovedNotice(method: SignInMethod): MailNotice {
  return {
    subject: 'A way to sign in was removed from your account',
    paragraphs: [
      `You can no longer sign in to your account with ${nameOf(method)}. All other sessions have ended.`,
      'If it was you, you can ignore this email. If it was not, someone has access to your account: end all sessions and contact the people who run this site.',
    ],
    action,
  };
}

/** Tells the owner of an account of the way to sign in that became part of it in this request, if any. */
export async function notifyOfLinkedMethod(event: FunctionEvent): Promise<void> {
  const linked = currentScope()?.linked;
  if (linked !== undefined) await notify(event, linked.email, methodAddedNotice(linked.method));
}
