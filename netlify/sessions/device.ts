import { getRequestFromUserContext } from 'supertokens-node';
import type { RecipeInterface } from 'supertokens-node/recipe/session';
import * as z from 'zod';

type NewSession = Parameters<RecipeInterface['createNewSession']>[0];

/** Longer than the user agent of any browser; longer texts are cut. */
const LONGEST_USER_AGENT = 400;

/** Other keys of the session data belong to other code. */
const sessionData = z.lazy(() => z.object({ userAgent: z.string() }));

/** Stores the user agent with a new session, so that the user recognizes it. */
export function keepUserAgent(input: NewSession): NewSession {
  const userAgent = getRequestFromUserContext(input.userContext)?.getHeaderValue('user-agent');
  if (userAgent === undefined) return input;
  const data = input.sessionDataInDatabase as Record<string, unknown> | undefined;
  return {
    ...input,
    sessionDataInDatabase: { ...data, userAgent: userAgent.slice(0, LONGEST_USER_AGENT) },
  };
}

/**
 * Returns what {@link keepUserAgent} stored; undefined for a session without a user agent, or from before
 * this existed.
 */
export function rememberedUserAgent(sessionDataInDatabase: unknown): string | undefined {
  return sessionData.safeParse(sessionDataInDatabase).data?.userAgent;
}
