import type * as z from 'zod';
import type { RecoveryCodesAnswer, savedCodes } from '../../config/contracts/second-factor.ts';
import { tellOwner } from '../activity/tellOwner.ts';
import { recordOutcome } from '../platform/http/scope.ts';
import { Refusal } from '../platform/http/refusal.ts';
import type { SessionEvent } from '../platform/session/verifySession.ts';
import { endOtherSessions } from '../sessions/sessionList.ts';
import {
  confirmCodesSaved,
  deleteFactor,
  findFactor,
  replaceRecoveryCodes,
  type StoredFactor,
} from './factorRows.ts';
import { subjectOf } from '../platform/store/subject.ts';
import { factorRemovedNotice, recoveryCodesReplacedNotice } from './factorNotices.ts';
import { ownerOf } from './owner.ts';
import { createRecoveryCodes } from './recoveryCodes.ts';
import { codesIdOf } from './summary.ts';
import { deleteTrusted } from './trustedRows.ts';
import { refreshClaims } from './updateClaims.ts';

const notOn = () =>
  new Refusal(409, 'CONFLICT', 'Two-factor authentication is off. Reload the page.', {
    reason: 'second-factor.isOff',
    outcome: 'second_factor_missing',
  });

const replaced = () =>
  new Refusal(409, 'CONFLICT', 'Your recovery codes were replaced in the meantime. Reload the page.', {
    reason: 'second-factor.codesReplaced',
    outcome: 'recovery_codes_changed',
  });

async function requireFactor(userId: string): Promise<StoredFactor> {
  const factor = await findFactor(subjectOf(userId));
  if (factor === undefined) throw notOn();
  return factor;
}

/**
 * Creates new recovery codes; the earlier ones no longer work.
 *
 * @throws Refusal 409 if the user has no factor, or another request has replaced the codes at the same time
 */
export async function createNewRecoveryCodes(event: SessionEvent): Promise<RecoveryCodesAnswer> {
  const owner = await ownerOf(event.session);
  const factor = await requireFactor(owner.userId);
  const { codes, hashed } = await createRecoveryCodes();
  if (!(await replaceRecoveryCodes(factor, hashed))) throw replaced();
  recordOutcome('recovery_codes_replaced');
  const notified = await tellOwner(event, owner, recoveryCodesReplacedNotice, 'recovery_codes_replaced');
  return { recoveryCodes: codes, notified };
}

/**
 * Records that the user has saved their recovery codes, which were shown once.
 *
 * @throws Refusal 409 if the user has no factor, or has newer codes than those on their page
 */
export async function recordCodesSaved(
  { session }: SessionEvent,
  { codesId }: z.infer<typeof savedCodes>,
): Promise<{ saved: true }> {
  const factor = await requireFactor(session.getUserId());
  if (codesIdOf(factor) !== codesId || !(await confirmCodesSaved(factor))) throw replaced();
  recordOutcome('recovery_codes_saved');
  return { saved: true };
}

/**
 * Removes the second factor of the user, with recovery codes and trusted browsers. All other sessions and
 * outstanding requests end. Succeeds again when there is none left.
 */
export async function removeOwnFactor(event: SessionEvent): Promise<{ removed: true; notified: boolean }> {
  const { session } = event;
  const owner = await ownerOf(session);
  // First: if it fails, nothing is removed.
  await endOtherSessions(session);
  const wasOn = await deleteFactor(subjectOf(owner.userId));
  recordOutcome('second_factor_removed');
  const notified = !wasOn || (await tellOwner(event, owner, factorRemovedNotice, 'second_factor_removed'));
  // Again, for those that were begun meanwhile.
  await endOtherSessions(session);
  await refreshClaims(session, false);
  return { removed: true, notified };
}

/** Ends the trust in all browsers of the user: each is asked for a code at the next sign-in. */
export async function forgetTrustedBrowsers({ session }: SessionEvent): Promise<{ forgotten: number }> {
  const forgotten = await deleteTrusted(subjectOf(session.getUserId()));
  recordOutcome('trusted_browsers_forgotten');
  return { forgotten };
}
