import { collectData } from '../data/collectData.ts';
import { deletionRequest } from '../../config/contracts/deletion.ts';
import { deleteOwnAccount } from '../deletion/deleteOwnAccount.ts';
import { createFunction } from '../platform/createFunction.ts';
import { addCookies, json } from '../platform/http/message.ts';
import { defineRoute } from '../platform/routes/defineRoute.ts';
import { clearDeviceCookies } from '../platform/throttle/deviceCookie.ts';

/**
 * `/.netlify/functions/account`. `GET` returns all stored data of the caller. `POST deletion` deletes their
 * account.
 */
export const handler = createFunction({
  name: 'account',
  routes: {
    'GET ': defineRoute({
      verifySession: 'live',
      handler: (event) => collectData(event.session),
    }),
    'POST deletion': defineRoute({
      verifySession: 'present',
      recentProof: 'factor',
      body: deletionRequest,
      handler: async (event, { body }) => {
        const response = json(200, await deleteOwnAccount(event.session, event, body));
        // Clears the cookies only; the core has no session left.
        await event.session.revokeSession();
        addCookies(response, clearDeviceCookies());
        return response;
      },
    }),
  },
});
