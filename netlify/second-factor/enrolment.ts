import { randomUUID } from 'node:crypto';
import { getUser } from 'supertokens-node';
import type { SessionContainer } from 'supertokens-node/recipe/session';
import type * as z from 'zod';
import type { RecoveryCodesAnswer, setupConfirmation } from '../../config/contracts/second-factor.ts';
import { endOtherSessions } from '../sessions/sessionList.ts';
import { tellOwner } from '../activity/tellOwner.ts';
import { recordOutcome } from '../platform/http/scope.ts';
import { Refusal } from '../platform/http/refusal.ts';
import { requireSessionStill } from '../platform/session/sessionUser.ts';
import { sessionGone, type SessionEvent } from '../platform/session/verifySession.ts';
import { addFactor, deleteFactor, findFactor, findSetup, saveSetup, type SetupOwner } from './factorRows.ts';
import { subjectOf } from '../platform/store/subject.ts';
import { sessionHash, tokenHash } from './hashes.ts';
import { factorAddedNotice } from './factorNotices.ts';
import { createSecret, stepOf, toOneTimeCode } from './oneTimeCode.ts';
import { moveFactor } from './moveFactor.ts';
import { ownerOf } from './owner.ts';
import { createRecoveryCodes } from './recoveryCodes.ts';
import { openSecret, sealSecret, type SealedSecret } from './secretBox.ts';
import { writeProof } from './updateClaims.ts';

/** Time to scan the QR code and enter the first code. */
const SETUP_TIMEOUT_MS = 15 * 60_000;

/** Who begins or confirms a set-up: only the session that has begun it can see the secret. */
export const setupOwner = ({ session }: SessionEvent): SetupOwner => ({
  subject: subjectOf(session.getUserId()),
  session: sessionHash(session.getHandle()),
});

const alreadyOn = () =>
  new Refusal(409, 'CONFLICT', 'Two-factor authentication is already on. Reload the page.', {
    reason: 'second-factor.isOn',
    outcome: 'second_factor_exists',
  });

/**
 * Begins to add a second factor: creates a secret for this session.
 *
 * @throws Refusal 409 if the user has a factor
 */
export async function startEnrolment(event: SessionEvent): Promise<{ begun: true }> {
  const owner = setupOwner(event);
  if ((await findFactor(owner.subject)) !== undefined) throw alreadyOn();
  const sealed = sealSecret(owner.subject, createSecret());
  const now = Date.now();
  const times: [Date, Date] = [new Date(now), new Date(now + SETUP_TIMEOUT_MS)];
  await saveSetup(owner, sealed, times);
  recordOutcome('second_factor_begun');
  return { begun: true };
}

/** Names the key that a user has begun to add. */
export const setupIdOf = ({ secret }: SealedSecret): string => tokenHash(secret);

/**
 * Returns what the session has begun to add.
 *
 * @param setupId of the key on the page, if that names one
 */
async function requireSetup(owner: SetupOwner, setupId: string | undefined): Promise<SealedSecret> {
  const now = new Date();
  const setup = await findSetup(owner, now);
  if (setup !== undefined && (setupId === undefined || setupId === setupIdOf(setup))) return setup;
  if ((await findFactor(owner.subject)) !== undefined) throw alreadyOn();
  throw new Refusal(
    409,
    'CONFLICT',
    'This took too long, or was begun elsewhere. Reload the page and begin again.',
    {
      reason: 'second-factor.notBegun',
      outcome: 'second_factor_not_begun',
    },
  );
}

function requireStep(owner: SetupOwner, setup: SealedSecret, entered: string): number {
  const code = toOneTimeCode(entered);
  const step = code === undefined ? undefined : stepOf(openSecret(owner.subject, setup), code);
  if (step !== undefined) return step;
  throw new Refusal(
    400,
    'BAD_REQUEST',
    'This code is wrong. Enter the 6 digits that the app shows now, and check the time on your device.',
    { field: 'code', reason: 'second-factor.wrongCode', outcome: 'code_refused' },
  );
}

/** A concurrent request may have deleted the account, or made it part of another one. */
async function requireAccount(userId: string): Promise<void> {
  const user = await getUser(userId);
  if (user !== undefined) return user.id === userId ? undefined : moveFactor(userId, user.id);
  await deleteFactor(subjectOf(userId));
  throw sessionGone();
}

/**
 * Ends what was begun without the factor while it was stored. If this fails, the factor is not added either,
 * and the user can enter another code. Nor is it if the session has ended, for example by a reset of the
 * password.
 */
async function endBegunMeanwhile(session: SessionContainer, owner: SetupOwner, setup: SealedSecret) {
  try {
    await requireSessionStill(session);
    await endOtherSessions(session);
  } catch (error) {
    await deleteFactor(owner.subject);
    const now = Date.now();
    await saveSetup(owner, setup, [new Date(now), new Date(now + SETUP_TIMEOUT_MS)]);
    throw error;
  }
}

/**
 * Adds the second factor that this session has begun to add, if the code is right. All other sessions and
 * outstanding requests end: they were begun without the factor.
 *
 * @throws Refusal 400 for a wrong code, 409 if there is nothing to confirm
 */
export async function completeEnrolment(
  event: SessionEvent,
  { code, setupId }: z.infer<typeof setupConfirmation>,
): Promise<RecoveryCodesAnswer> {
  const { session } = event;
  const owner = setupOwner(event);
  const setup = await requireSetup(owner, setupId);
  const step = requireStep(owner, setup, code);
  const { email, userId } = await ownerOf(session);
  const { codes, hashed } = await createRecoveryCodes();
  await endOtherSessions(session);
  const factor = { id: randomUUID(), secret: setup.secret, step, codes: hashed };
  if (!(await addFactor(owner, factor, new Date()))) {
    await requireSessionStill(session);
    throw alreadyOn();
  }
  await requireAccount(userId);
  await endBegunMeanwhile(session, owner, setup);
  await writeProof(session);
  recordOutcome('second_factor_added');
  const notified = await tellOwner(event, { userId, email }, factorAddedNotice, 'second_factor_added');
  return { recoveryCodes: codes, notified };
}
