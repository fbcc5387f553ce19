import { randomUUID } from 'node:crypto';
import { getUser } from 'supertokens-node';
import { consumePasswordResetToken, createResetPasswordToken } from 'supertokens-node/recipe/emailpassword';
import { revokeEmailVerificationTokens } from 'supertokens-node/recipe/emailverification';
import { getUserMetadata, updateUserMetadata } from 'supertokens-node/recipe/usermetadata';
import type { User } from 'supertokens-node/types';
import * as z from 'zod';

/** Names of the user's metadata. */
const REQUEST = 'pendingEmail';
const GENERATION = 'credentialGeneration';

/** A change of address that was asked for and, as long as `to` is not the user's address, not confirmed. */
const emailRequest = z.object({
  recipeUserId: z.string(),
  from: z.string(),
  to: z.string(),
  /** See {@link CredentialState.generation}: in another one the request is void. */
  generation: z.string(),
  /** Hashes of the tokens that cancel it, and when each ends in milliseconds since the epoch. */
  cancellations: z.array(z.object({ hash: z.string(), ends: z.number() })),
});
export type EmailRequest = z.infer<typeof emailRequest>;

const stored = z.object({
  metadata: z.object({
    [REQUEST]: emailRequest.nullable().catch(null),
    [GENERATION]: z.string().catch(''),
  }),
});

/** What is outstanding for a user, as far as it is kept in their metadata. */
export interface CredentialState {
  /** Changes whenever everything outstanding ends. What was begun in an earlier generation must not be completed. */
  generation: string;
  request: EmailRequest | null;
}

/** A request that no link cancels any more must not be confirmed either, however long the core keeps its token. */
const isOpen = (request: EmailRequest, generation: string): boolean =>
  request.generation === generation && request.cancellations.some(({ ends }) => ends > Date.now());

export async function readCredentialState(userId: string): Promise<CredentialState> {
  const { metadata } = stored.parse(await getUserMetadata(userId));
  const { [REQUEST]: request, [GENERATION]: generation } = metadata;
  return { generation, request: request !== null && isOpen(request, generation) ? request : null };
}

/** Replaces the request before it. */
export async function saveEmailRequest(userId: string, request: EmailRequest): Promise<void> {
  await updateUserMetadata(userId, { [REQUEST]: request });
}

/** Puts back the request that was open before one that came to nothing; the new one's tokens are of no use then. */
export async function restoreEmailRequest(userId: string, { request }: CredentialState): Promise<void> {
  await updateUserMetadata(userId, { [REQUEST]: request });
}

/** The core has no call that ends reset tokens, but ends all of a user's when it takes one of them. */
async function endResetTokens({ id, loginMethods }: User): Promise<void> {
  const methods = loginMethods.filter(({ recipeId }) => recipeId === 'emailpassword');
  for (const { recipeUserId, email = '', tenantIds } of methods)
    for (const owner of new Set([id, recipeUserId.getAsString()])) {
      const tenantId = tenantIds[0] ?? 'public';
      const created = await createResetPasswordToken(tenantId, owner, email);
      if (created.status === 'OK') await consumePasswordResetToken(tenantId, created.token);
    }
}

async function endVerificationTokens({ loginMethods }: User, addresses: readonly string[]): Promise<void> {
  for (const { recipeUserId, email, tenantIds } of loginMethods)
    for (const address of addresses.filter((one) => one !== email))
      await revokeEmailVerificationTokens(tenantIds[0] ?? 'public', recipeUserId, address);
}

/**
 * Ends every reset token of a user, and the tokens that verify addresses other than their own.
 *
 * @param formerAddresses addresses for which there may be tokens
 */
export async function endTokens(userId: string, formerAddresses: readonly string[]): Promise<void> {
  // Asked anew: what is no longer the user's address depends on what it is now.
  const user = await getUser(userId);
  if (user === undefined) return;
  await Promise.all([endResetTokens(user), endVerificationTokens(user, formerAddresses)]);
}

/**
 * Ends everything outstanding by which somebody could still change a user's credentials: the requested change of
 * address with the tokens that confirm and cancel it, reset tokens, and verification tokens for other addresses. Called
 * by every event that changes credentials or signs out everywhere. Safe to repeat; the request itself goes last, so that
 * an attempt that failed half-way can be repeated by the same link.
 */
export async function endOutstanding(userId: string): Promise<void> {
  const { request } = await readCredentialState(userId);
  await endTokens(userId, request === null ? [] : [request.to, request.from]);
  await updateUserMetadata(userId, { [GENERATION]: randomUUID(), [REQUEST]: null });
}
