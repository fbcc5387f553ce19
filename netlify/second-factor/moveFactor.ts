import { revokeAllSessionsForUser } from 'supertokens-node/recipe/session';
import { subjectOf } from '../platform/store/subject.ts';
import { deleteFactor, findFactor, moveFactorRow } from './factorRows.ts';
import { openStored } from './openStored.ts';
import { sealSecret } from './secretBox.ts';

/**
 * Gives the second factor of a user to another one, who keeps their own if they have one. All sessions of
 * that user end if they have no factor yet: they were begun without it.
 *
 * @throws Refusal 503 if no key opens the secret
 */
export async function moveFactor(fromId: string, toId: string): Promise<void> {
  const [from, to] = [subjectOf(fromId), subjectOf(toId)];
  const factor = await findFactor(from);
  if (factor !== undefined) {
    const sealed = sealSecret(to, openStored(factor));
    if (await moveFactorRow(factor, to, sealed)) await revokeAllSessionsForUser(toId);
  }
  // Trusted browsers and a begun set-up end with the account.
  await deleteFactor(from);
}
