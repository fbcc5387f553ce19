import { Error as SessionError } from 'supertokens-node/recipe/session';
import type { SessionBehaviour } from '../../config/supertokens/backend.ts';
import { currentScope } from '../platform/http/scope.ts';
import { Refusal } from '../platform/http/refusal.ts';
import { isWithinGrace } from './tokenReuse.ts';

type Apis = NonNullable<NonNullable<SessionBehaviour['override']>['apis']>;

/** Query parameter with the time of the first redirect, in milliseconds since the epoch. */
const REFUSED_AT_PARAMETER = 'refusedAt';

const AGAIN_MESSAGE = 'Another request has just refreshed this session. Try again.';

interface Theft {
  payload: { sessionHandle: string; userId: string };
}

const isTheft = (error: unknown): error is Theft =>
  SessionError.isErrorFromSuperTokens(error) && error.type === SessionError.TOKEN_THEFT_DETECTED;

/** Undefined for the first time. We never write an invalid time: it counts as long ago. */
function refusedAtIn(given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  return /^\d{1,15}$/.test(given) && Number(given) <= Date.now() ? Number(given) : 0;
}

/** Redirects a refresh within the grace period to the same route, with the current cookies. */
async function redirectToRefresh({ payload }: Theft): Promise<void> {
  const event = currentScope()?.event;
  if (event === undefined) return;
  const refusedAt = refusedAtIn(event.queryStringParameters?.[REFUSED_AT_PARAMETER]);
  if (!(await isWithinGrace({ ...payload, refusedAt }))) return;
  const query = new URLSearchParams({ [REFUSED_AT_PARAMETER]: String(refusedAt ?? Date.now()) });
  throw new Refusal(307, 'SESSION_REFRESH_REQUIRED', AGAIN_MESSAGE, {
    outcome: 'theft_suspected',
    headers: { location: `${event.path}?${query.toString()}` },
  });
}

/**
 * The refresh of the SDK, which the widget uses while pages use the hop: an old token gets the same grace
 * period here. A fetch follows a 307 automatically, and the session is as safe as before: no token is sent.
 */
export const sessionApis: Apis = (original) => ({
  ...original,
  async refreshPOST(input) {
    if (original.refreshPOST === undefined) throw new Error('the SDK has no refresh');
    try {
      return await original.refreshPOST(input);
    } catch (error) {
      if (isTheft(error)) await redirectToRefresh(error);
      throw error;
    }
  },
});
