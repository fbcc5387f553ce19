import { getRequestFromUserContext } from 'supertokens-node';
import type { RecipeInterface } from 'supertokens-node/recipe/session';
import * as z from 'zod';
import { describePlace } from '../platform/http/place.ts';
import { currentScope } from '../platform/http/scope.ts';

type NewSession = Parameters<RecipeInterface['createNewSession']>[0];

/** Longer than the user agent of any browser; longer texts are cut. */
const LONGEST_USER_AGENT = 400;

/** Other keys of the session data belong to other code. */
const sessionData = z.lazy(() =>
  z.object({
    userAgent: z.string().optional().catch(undefined),
    place: z.string().optional().catch(undefined),
  }),
);

/** Stores user agent and approximate place with a new session, so that the user recognizes it. */
export function keepDevice(input: NewSession): NewSession {
  const userAgent = getRequestFromUserContext(input.userContext)?.getHeaderValue('user-agent');
  const scope = currentScope();
  const place = scope && describePlace(scope.event);
  const data = input.sessionDataInDatabase as Record<string, unknown> | undefined;
  return {
    ...input,
    sessionDataInDatabase: {
      ...data,
      ...(userAgent !== undefined && { userAgent: userAgent.slice(0, LONGEST_USER_AGENT) }),
      ...(place !== undefined && { place }),
    },
  };
}

/** Returns what {@link keepDevice} stored. Sessions from before this existed have less. */
export function rememberedDevice(sessionDataInDatabase: unknown): z.infer<typeof sessionData> {
  return sessionData.safeParse(sessionDataInDatabase).data ?? {};
}
