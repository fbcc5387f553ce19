import { FUNCTION_PATHS } from '../../config/functionContract.ts';
import { collectData } from '../data/collectData.ts';
import { deleteOwnAccount, deletionOrder } from '../deletion/deleteOwnAccount.ts';
import { atAndBelow, createFunction } from '../platform/createFunction.ts';
import { readBody } from '../platform/http/input.ts';
import { addCookies, json, type FunctionEvent } from '../platform/http/message.ts';
import { Refusal } from '../platform/http/refusal.ts';
import { requireLiveSession, requireSession } from '../platform/session/requireSession.ts';
import { clearDeviceCookie } from '../platform/throttle/deviceCookie.ts';

/** What stands below the function: nothing is the account itself. */
const below = ({ path }: FunctionEvent) => path.slice(FUNCTION_PATHS.account.length).replace(/^\/|\/$/g, '');

const copy = requireLiveSession(async (session, event) => json(200, await collectData(session, event)));

const erase = requireSession(async (session, event) => {
  const answer = await deleteOwnAccount(session, event, readBody(event, deletionOrder));
  // Takes the cookies away; in the core there is nothing left of it.
  await session.revokeSession();
  const response = json(200, answer);
  addCookies(response, [clearDeviceCookie()]);
  return response;
});

const routes: Record<string, typeof copy> = { 'GET ': copy, 'POST deletion': erase };

/**
 * `/.netlify/functions/account`. `GET`: a copy of everything that is kept of whoever is signed in.
 * `POST` to `deletion` below it: removes all of it.
 */
export const handler = createFunction({
  name: 'account',
  routeOf: (event) => (below(event) === 'deletion' ? 'account/deletion' : 'account'),
  methods: ['GET', 'POST'],
  methodsAt: atAndBelow('account', ['GET', 'POST']),
  answer: async (event, context) => {
    const route = routes[`${event.httpMethod} ${below(event)}`];
    if (route === undefined) throw new Refusal(404, 'NOT_FOUND', 'There is nothing at this address.');
    return route(event, context);
  },
});
