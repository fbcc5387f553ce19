import { getRequestFromUserContext } from 'supertokens-node';
import type { RecipeInterface } from 'supertokens-node/recipe/session';
import * as z from 'zod';

type NewSession = Parameters<RecipeInterface['createNewSession']>[0];

/** More than any browser says of itself; what a program makes up is not kept in full. */
const LONGEST_USER_AGENT = 400;

/** Other keys of the session's data belong to whoever wrote them. */
const sessionData = z.object({ userAgent: z.string() });

/** Keeps what the browser says of itself with the session that it begins: its owner is to know it again. */
export function keepUserAgent(input: NewSession): NewSession {
  const userAgent = getRequestFromUserContext(input.userContext)?.getHeaderValue('user-agent');
  if (userAgent === undefined) return input;
  const data = input.sessionDataInDatabase as Record<string, unknown> | undefined;
  return {
    ...input,
    sessionDataInDatabase: { ...data, userAgent: userAgent.slice(0, LONGEST_USER_AGENT) },
  };
}

/** What {@link keepUserAgent} kept; undefined for a session that began without a browser, or before this existed. */
export function rememberedUserAgent(sessionDataInDatabase: unknown): string | undefined {
  return sessionData.safeParse(sessionDataInDatabase).data?.userAgent;
}
