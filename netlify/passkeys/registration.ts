import { randomUUID } from 'node:crypto';
import {
  generateRegistrationOptions,
  verifyRegistrationResponse,
  type VerifiedRegistrationResponse,
} from '@simplewebauthn/server';
import { getUser } from 'supertokens-node';
import type { SessionContainer } from 'supertokens-node/recipe/session';
import type { NewPasskey, PasskeyAdded } from '../../config/contracts/passkeys.ts';
import { CHALLENGE_LIFETIME_MS } from '../../config/contracts/passkeyRoutes.ts';
import { getEnv } from '../../config/env/env.ts';
import { PASSKEY_LIMITS } from '../../config/rules/limits.ts';
import { tellOwner } from '../activity/tellOwner.ts';
import { endOutstanding } from '../email/outstanding.ts';
import { addCookies, json, type FunctionEvent, type FunctionResponse } from '../platform/http/message.ts';
import { Refusal } from '../platform/http/refusal.ts';
import { recordOutcome } from '../platform/http/scope.ts';
import { toOwner } from '../platform/mail/notices.ts';
import { passkeyOptionsAttempt } from '../platform/throttle/attempt.ts';
import { refuseTooMany } from '../platform/throttle/throttle.ts';
import { requireSessionStill, requireSessionUser } from '../platform/session/sessionUser.ts';
import { sessionGone, type SessionEvent } from '../platform/session/verifySession.ts';
import { issueChallenge, takeChallenge } from './challenges.ts';
import { describeNewPasskey } from './defaultName.ts';
import { passkeyAddedNotice } from './passkeyNotices.ts';
import {
  erasePasskey,
  erasePasskeys,
  findByCredential,
  findPasskeys,
  insertPasskey,
  movePasskeys,
  toEntry,
} from './passkeyStore.ts';
import { notVerified, relyingPartyOf } from './relyingParty.ts';
import { knownTransports } from './transports.ts';

/** EdDSA, ES256 and RS256 (IANA COSE algorithms): what authenticators have, and Node can verify. */
const ALGORITHMS = [-8, -7, -257];

type Registration = Extract<VerifiedRegistrationResponse, { verified: true }>['registrationInfo'];

const tooMany = () =>
  new Refusal(
    409,
    'CONFLICT',
    `You have ${PASSKEY_LIMITS.perAccount} passkeys, the most an account can have. Remove one that you no longer use first.`,
    { reason: 'passkeys.tooMany', params: { max: PASSKEY_LIMITS.perAccount }, outcome: 'too_many_passkeys' },
  );

/**
 * Returns the options for `navigator.credentials.create`, with a challenge for this user and browser.
 *
 * @throws Refusal 409 for an account with too many passkeys, 429
 */
export async function createRegistrationOptions(event: SessionEvent): Promise<FunctionResponse> {
  await refuseTooMany(event, passkeyOptionsAttempt(event));
  const user = await requireSessionUser(event.session);
  const known = await findPasskeys(user.id);
  if (known.length >= PASSKEY_LIMITS.perAccount) throw tooMany();
  const { id: rpId } = relyingPartyOf(event);
  const { challenge, cookie } = await issueChallenge(event, { name: 'registration', userId: user.id });
  const name = user.emails[0] ?? user.id;
  const options = await generateRegistrationOptions({
    rpName: getEnv().appName,
    rpID: rpId,
    userID: new TextEncoder().encode(user.id),
    userName: name,
    userDisplayName: name,
    challenge: new Uint8Array(challenge),
    timeout: CHALLENGE_LIFETIME_MS,
    attestationType: 'none',
    excludeCredentials: known
      .filter((one) => one.rp_id === rpId)
      .map((one) => ({ id: one.credential_id, transports: knownTransports(one.transports) })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    supportedAlgorithmIDs: ALGORITHMS,
  });
  const response = json(200, options);
  addCookies(response, [cookie]);
  return response;
}

/** @throws Refusal 400 for a credential that does not fit this site, its challenge or its own data */
async function verify(event: FunctionEvent, { credential }: NewPasskey, challenge: string) {
  const { id: rpId, origin } = relyingPartyOf(event);
  let registration: Registration | undefined;
  try {
    const { clientDataJSON, attestationObject } = credential.response;
    const verified = await verifyRegistrationResponse({
      response: {
        id: credential.id,
        rawId: credential.rawId,
        type: credential.type,
        clientExtensionResults: {},
        response: { clientDataJSON, attestationObject },
      },
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: rpId,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    });
    registration = verified.registrationInfo;
  } catch {
    // The library throws for everything that does not match. Its messages repeat what the client sent.
    throw notVerified();
  }
  if (registration?.credential.id !== credential.id) throw notVerified();
  return registration;
}

const isAdded = () =>
  new Refusal(409, 'CONFLICT', 'This passkey was already added.', {
    reason: 'passkeys.alreadyAdded',
    outcome: 'passkey_already_added',
  });

/**
 * The account may have been deleted while its passkey was created: then nothing of it stays. If it has become
 * part of another account, the passkey has, too.
 *
 * @returns the id of the account
 */
async function requireStillThere(userId: string): Promise<string> {
  const user = await getUser(userId);
  if (user === undefined) {
    await erasePasskeys(userId);
    throw sessionGone();
  }
  if (user.id !== userId) await movePasskeys(userId, user.id);
  return user.id;
}

/**
 * Checks what may have changed while the passkey was stored, and ends what was requested meanwhile. If this
 * fails, the passkey is not added either.
 */
async function followInsert(session: SessionContainer, userId: string, passkeyId: string): Promise<void> {
  let ownerId = userId;
  try {
    ownerId = await requireStillThere(userId);
    await requireSessionStill(session);
    await endOutstanding(ownerId);
  } catch (error) {
    await erasePasskey(ownerId, passkeyId);
    throw error;
  }
}

async function insert(event: SessionEvent, registration: Registration, given: NewPasskey, userId: string) {
  const { credential, credentialDeviceType, credentialBackedUp } = registration;
  const row = await insertPasskey({
    id: randomUUID(),
    credentialId: credential.id,
    userId,
    rpId: relyingPartyOf(event).id,
    publicKey: Buffer.from(credential.publicKey).toString('base64url'),
    counter: credential.counter,
    transports: knownTransports(given.credential.response.transports),
    isMultiDevice: credentialDeviceType === 'multiDevice',
    isBackedUp: credentialBackedUp,
    name: await describeNewPasskey(event, await findPasskeys(userId)),
  });
  if (row !== undefined) return row;
  throw (await findByCredential(credential.id)) === undefined ? tooMany() : isAdded();
}

/**
 * Adds a new passkey to the account of the user, who is notified by mail. Outstanding requests end.
 *
 * @throws Refusal 400 for a credential that cannot be verified, 409 for one that was added before, 503
 */
export async function addPasskey(event: SessionEvent, given: NewPasskey): Promise<PasskeyAdded> {
  const userId = event.session.getUserId();
  const purpose = { name: 'registration', userId } as const;
  const challenge = await takeChallenge(event, purpose, given.credential.response.clientDataJSON);
  const registration = await verify(event, given, challenge);
  const user = await requireSessionUser(event.session);
  // First: if it fails, nothing is added.
  await endOutstanding(userId);
  const row = await insert(event, registration, given, userId);
  await followInsert(event.session, userId, row.id);
  recordOutcome('passkey_added');
  const notified = await tellOwner(event, toOwner(user), passkeyAddedNotice(row.name), 'passkey_added');
  return { passkey: toEntry(row), notified };
}
