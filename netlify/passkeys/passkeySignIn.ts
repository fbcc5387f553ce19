import { generateAuthenticationOptions } from '@simplewebauthn/server';
import { getUser } from 'supertokens-node';
import type { User } from 'supertokens-node/types';
import type { PasskeySignIn } from '../../config/contracts/passkeys.ts';
import { CHALLENGE_LIFETIME_MS, UNKNOWN_PASSKEY_FIELD } from '../../config/contracts/passkeyRoutes.ts';
import { tellOwner } from '../activity/tellOwner.ts';
import {
  addCookies,
  json,
  type FunctionContext,
  type FunctionEvent,
  type FunctionResponse,
} from '../platform/http/message.ts';
import { Refusal } from '../platform/http/refusal.ts';
import { recordOutcome } from '../platform/http/scope.ts';
import { toOwner } from '../platform/mail/notices.ts';
import { createSession } from '../sign-in/createSession.ts';
import { passkeyAttempt, passkeyOptionsAttempt } from '../platform/throttle/attempt.ts';
import { rememberDevice } from '../platform/throttle/devices.ts';
import { refuseTooMany } from '../platform/throttle/throttle.ts';
import { verifyAssertion, type VerifiedUse } from './assertion.ts';
import { issueChallenge, takeChallenge } from './challenges.ts';
import { copiedPasskeyNotice, removedPasskeyNotice } from './passkeyNotices.ts';
import type { PasskeyRow } from './passkeyRows.ts';
import { findByCredential, recordUse } from './passkeyStore.ts';
import { notVerified, relyingPartyOf } from './relyingParty.ts';

/**
 * Returns the options for `navigator.credentials.get`. They name no passkey: the browser offers those that it
 * has for this site.
 *
 * @throws Refusal 429, 503
 */
export async function createSignInOptions(event: FunctionEvent): Promise<FunctionResponse> {
  await refuseTooMany(event, passkeyOptionsAttempt(event));
  const { challenge, cookie } = await issueChallenge(event, { name: 'sign-in' });
  const options = await generateAuthenticationOptions({
    rpID: relyingPartyOf(event).id,
    challenge: new Uint8Array(challenge),
    timeout: CHALLENGE_LIFETIME_MS,
    userVerification: 'required',
  });
  const response = json(200, options);
  addCookies(response, [cookie]);
  return response;
}

const unknown = (outcome: string) =>
  new Refusal(
    400,
    'BAD_REQUEST',
    'This passkey does not belong to an account here. It may have been removed. Sign in another way.',
    { field: UNKNOWN_PASSKEY_FIELD, reason: 'passkeys.unknown', outcome },
  );

const copied = () =>
  new Refusal(
    400,
    'BAD_REQUEST',
    'This passkey may have been copied, so it was refused. Sign in another way, then remove it.',
    { field: 'credential', reason: 'passkeys.copied', outcome: 'passkey_copied' },
  );

/** The answer is the same as for an unknown passkey: only its owner learns more, by mail. */
async function refuseRemoved(event: FunctionEvent, user: User, passkey: PasskeyRow): Promise<never> {
  await tellOwner(event, toOwner(user), removedPasskeyNotice(passkey.name), 'removed_passkey_refused');
  throw unknown('removed_passkey');
}

async function refuseCopied(event: FunctionEvent, user: User, passkey: PasskeyRow): Promise<never> {
  await tellOwner(event, toOwner(user), copiedPasskeyNotice(passkey.name), 'passkey_copied');
  throw copied();
}

/** Records the use, or refuses the passkey of an authenticator that was copied, or has just been removed. */
async function requireUsable(
  event: FunctionEvent,
  user: User,
  passkey: PasskeyRow,
  use: VerifiedUse & { challenge: string },
): Promise<void> {
  if (passkey.removed_at !== null) await refuseRemoved(event, user, passkey);
  if (await recordUse(passkey.credential_id, use)) return;
  const now = await findByCredential(passkey.credential_id);
  if (now === undefined) throw unknown('unknown_passkey');
  await (now.removed_at === null ? refuseCopied(event, user, now) : refuseRemoved(event, user, now));
}

/** Verifies a signed challenge, and returns the user whose passkey it is. */
async function requireOwner(event: FunctionEvent, given: PasskeySignIn): Promise<User> {
  const challenge = await takeChallenge(event, { name: 'sign-in' }, given.credential.response.clientDataJSON);
  const passkey = await findByCredential(given.credential.id);
  if (passkey === undefined) throw unknown('unknown_passkey');
  const use = await verifyAssertion(event, given, passkey, challenge);
  if (use === undefined) throw notVerified();
  // The core creates sessions for any user id, so a deleted account has to be looked for.
  const user = await getUser(passkey.user_id);
  if (user === undefined) throw unknown('passkey_of_deleted_account');
  await requireUsable(event, user, passkey, { ...use, challenge });
  return user;
}

/** The login method that a session names: one with a verified address, where there is one. */
function loginMethodOf({ loginMethods }: User) {
  return loginMethods.find(({ verified }) => verified) ?? loginMethods[0];
}

/**
 * Signs in the user of a passkey.
 *
 * @throws Refusal 400 for a passkey that is not known, was removed or copied, or does not match its
 *   challenge, 429, 503
 */
export async function signInWithPasskey(
  event: FunctionEvent,
  context: FunctionContext,
  given: PasskeySignIn,
): Promise<FunctionResponse> {
  await refuseTooMany(event, passkeyAttempt(event));
  const user = await requireOwner(event, given);
  const loginMethod = loginMethodOf(user);
  if (loginMethod === undefined) throw unknown('account_without_login_method');
  const response = json(200, { status: 'OK' });
  addCookies(response, await createSession(event, context, { method: 'passkey', loginMethod }));
  const [email] = user.emails;
  if (email !== undefined) rememberDevice(event, response, email);
  recordOutcome('signed_in');
  return response;
}
