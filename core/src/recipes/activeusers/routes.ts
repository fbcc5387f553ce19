import { badRequest } from '../../errors.ts';
import { requiredLong } from '../../http/params.ts';
import { defineRoute } from '../../http/route.ts';
import type { Route } from '../../http/route.ts';
import { countActiveUsers } from './activeusers.ts';

const count = defineRoute({
  method: 'GET',
  path: '/users/count/active',
  scope: 'app',
  refusesTenantFirst: true,
  query: { since: requiredLong },
  check: ({ query }) => {
    if (query.since < 0) throw badRequest("'since' query parameter must be >= 0");
  },
  handle: async ({ context, tenant, query }) => ({
    status: 'OK',
    count: await countActiveUsers(context, tenant.appId, query.since),
  }),
});

export const activeusersRoutes: readonly Route[] = [count];
