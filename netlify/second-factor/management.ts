import type { RecoveryCodesAnswer } from '../../config/contracts/second-factor.ts';
import { tellOwner } from '../activity/tellOwner.ts';
import { recordOutcome } from '../platform/http/scope.ts';
import { Refusal } from '../platform/http/refusal.ts';
import type { SessionEvent } from '../platform/session/verifySession.ts';
import { endOtherSessions } from '../sessions/sessionList.ts';
import { confirmCodesSaved, deleteFactor, findFactor, replaceRecoveryCodes } from './factorRows.ts';
import { subjectOf } from '../platform/store/subject.ts';
import { factorRemovedNotice, recoveryCodesReplacedNotice } from './factorNotices.ts';
import { ownerOf } from './owner.ts';
import { createRecoveryCodes } from './recoveryCodes.ts';
import { deleteTrusted } from './trustedRows.ts';
import { refreshClaims } from './updateClaims.ts';

const notOn = () =>
  new Refusal(409, 'CONFLICT', 'Two-factor authentication is off. Reload the page.', {
    reason: 'second-factor.isOff',
    outcome: 'second_factor_missing',
  });

/**
 * Creates new recovery codes; the earlier ones no longer work.
 *
 * @throws Refusal 409 if the user has no factor
 */
export async function createNewRecoveryCodes(event: SessionEvent): Promise<RecoveryCodesAnswer> {
  const owner = await ownerOf(event.session);
  const factor = await findFactor(subjectOf(owner.userId));
  if (factor === undefined) throw notOn();
  const { codes, hashed } = await createRecoveryCodes();
  if (!(await replaceRecoveryCodes(factor, hashed))) throw notOn();
  recordOutcome('recovery_codes_replaced');
  const notified = await tellOwner(event, owner, recoveryCodesReplacedNotice, 'recovery_codes_replaced');
  return { recoveryCodes: codes, notified };
}

/**
 * Records that the user has saved their recovery codes, which were shown once.
 *
 * @throws Refusal 409 if the user has no factor
 */
export async function recordCodesSaved({ session }: SessionEvent): Promise<{ saved: true }> {
  if (!(await confirmCodesSaved(subjectOf(session.getUserId())))) throw notOn();
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
