import { randomUUID } from 'node:crypto';
import { getUser } from 'supertokens-node';
import { consumePasswordResetToken, createResetPasswordToken } from 'supertokens-node/recipe/emailpassword';
import { revokeEmailVerificationTokens } from 'supertokens-node/recipe/emailverification';
import { revokeAllSessionsForUser } from 'supertokens-node/recipe/session';
import { getUserMetadata, updateUserMetadata } from 'supertokens-node/recipe/usermetadata';
import type { User } from 'supertokens-node/types';
import * as z from 'zod';
import { DEFAULT_TENANT } from '../../config/supertokens/tenant.ts';
import { isBeingDeleted } from '../platform/account/deletionStart.ts';
import { recordCredentialChange } from '../platform/http/scope.ts';

/** Keys of the user's metadata. */
const REQUEST = 'pendingEmail';
const GENERATION = 'credentialGeneration';
const CHANGED_AT = 'credentialsChangedAt';

/** A requested email change. It is unconfirmed as long as `to` is not the user's address. */
const emailRequest = z.lazy(() =>
  z.object({
    recipeUserId: z.string(),
    from: z.string(),
    to: z.string(),
    /** The {@link CredentialState.generation} of the request; it is void in any other. */
    generation: z.string(),
    /** Hashes of the cancel tokens, each with its expiry in milliseconds since the epoch. */
    cancellations: z.array(z.object({ hash: z.string(), ends: z.number() })),
  }),
);
export type EmailRequest = z.infer<typeof emailRequest>;

const stored = z.lazy(() =>
  z.object({
    metadata: z.object({
      [REQUEST]: emailRequest.nullable().catch(null),
      [GENERATION]: z.string().catch(''),
      [CHANGED_AT]: z.number().catch(0),
    }),
  }),
);

/** The outstanding requests of a user, as far as their metadata contains them. */
export interface CredentialState {
  /**
   * Changes whenever all outstanding requests end. Anything begun in an earlier generation must not be
   * completed.
   */
  generation: string;
  /** When this generation began, in milliseconds since the epoch; 0 for the first one. */
  changedAt: number;
  /** Whether the account is being deleted. */
  isEnding: boolean;
  request: EmailRequest | null;
}

/**
 * A request that can no longer be canceled must not be confirmed either, however long the core keeps its
 * token.
 */
const isOpen = (request: EmailRequest, generation: string): boolean =>
  request.generation === generation && request.cancellations.some(({ ends }) => ends > Date.now());

export async function readCredentialState(userId: string): Promise<CredentialState> {
  const answer = await getUserMetadata(userId);
  const { metadata } = stored.parse(answer);
  const { [REQUEST]: request, [GENERATION]: generation, [CHANGED_AT]: changedAt } = metadata;
  return {
    generation,
    changedAt,
    isEnding: isBeingDeleted(answer),
    request: request !== null && isOpen(request, generation) ? request : null,
  };
}

/** Replaces the previous request, whose tokens become void. */
export async function saveEmailRequest(userId: string, request: EmailRequest | null): Promise<void> {
  await updateUserMetadata(userId, { [REQUEST]: request });
}

/** The core has no call to revoke reset tokens, but revokes all of a user's when it consumes one of them. */
async function endResetTokens({ id, loginMethods }: User): Promise<void> {
  const methods = loginMethods.filter(({ recipeId }) => recipeId === 'emailpassword');
  for (const { recipeUserId, email = '', tenantIds } of methods)
    for (const owner of new Set([id, recipeUserId.getAsString()])) {
      const tenantId = tenantIds[0] ?? DEFAULT_TENANT;
      const created = await createResetPasswordToken(tenantId, owner, email);
      if (created.status === 'OK') await consumePasswordResetToken(tenantId, created.token);
    }
}

async function endVerificationTokens({ loginMethods }: User, addresses: readonly string[]): Promise<void> {
  for (const { recipeUserId, email, tenantIds } of loginMethods)
    for (const address of addresses.filter((one) => one !== email))
      await revokeEmailVerificationTokens(tenantIds[0] ?? DEFAULT_TENANT, recipeUserId, address);
}

/**
 * Revokes all reset tokens of a user, and the tokens that verify addresses other than the current one.
 *
 * @param formerAddresses addresses that may have tokens
 */
export async function endTokens(userId: string, formerAddresses: readonly string[]): Promise<void> {
  // Read again: which addresses are former ones depends on the current one.
  const user = await getUser(userId);
  if (user === undefined) return;
  await Promise.all([endResetTokens(user), endVerificationTokens(user, formerAddresses)]);
}

/**
 * Ends all outstanding requests that could still change a user's credentials: the requested email change with
 * its tokens, reset tokens, and verification tokens for other addresses. Called by every event that changes
 * credentials or ends all sessions. Safe to repeat; the request itself goes last, so that a failed attempt
 * can be repeated by the same link.
 */
export async function endOutstanding(userId: string): Promise<void> {
  const { request } = await readCredentialState(userId);
  await endTokens(userId, request === null ? [] : [request.to, request.from]);
  const generation = randomUUID();
  recordCredentialChange(generation);
  await updateUserMetadata(userId, { [GENERATION]: generation, [CHANGED_AT]: Date.now(), [REQUEST]: null });
}

/**
 * Ends sessions and all outstanding requests of a user.
 *
 * @param endSessions ends sessions, and returns how many there were; all of them by default. Called twice: a
 *   sign-in that saw the credentials as they were may have its session in between. Later ones are refused,
 *   see netlify/sign-in/overtaken.ts
 * @returns how many sessions have ended
 */
export async function endSessionsAndOutstanding(
  userId: string,
  endSessions = async () => (await revokeAllSessionsForUser(userId)).length,
): Promise<number> {
  const ended = await endSessions();
  await endOutstanding(userId);
  return ended + (await endSessions());
}
