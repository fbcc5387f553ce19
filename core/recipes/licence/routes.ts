import { badRequest } from '../../errors.ts';
import { field, text } from '../../http/fields.ts';
import { defineRoute } from '../../http/route.ts';
import type { Route } from '../../http/route.ts';
import { activeUsersByDays } from '../activeusers/activeusers.ts';

/** Everything that the real core sells and this one has is switched on, with no licence and for every app. */
const FEATURES = ['account_linking', 'multi_tenancy', 'dashboard_login', 'mfa', 'security'];

const DAYS = 31;

const featureFlags = defineRoute({
  method: 'GET',
  path: '/ee/featureflag',
  scope: 'app',
  handle: async ({ context, tenant }) => ({
    status: 'OK',
    features: FEATURES,
    usageStats: { maus: await activeUsersByDays(context, tenant.appId, DAYS) },
  }),
});

const getLicence = defineRoute({
  method: 'GET',
  path: '/ee/license',
  scope: 'app',
  refusesTenantFirst: true,
  handle: () => ({ status: 'NO_LICENSE_KEY_FOUND_ERROR' }),
});

const licenseKey = field((value, name, body = {}) => {
  if (value !== undefined) return text.read(value, name);
  // An empty body asks to look again what the key unlocks; anything else was meant to have one.
  if (Object.keys(body).length > 0) throw badRequest(`Field name '${name}' is missing in JSON input`);
  return undefined;
});

/** There is nobody to ask whether a key is good, and nothing that it would unlock: any is taken, and none kept. */
const putLicence = defineRoute({
  method: 'PUT',
  path: '/ee/license',
  scope: 'app',
  body: { licenseKey },
  handle: () => ({ status: 'OK' }),
});

const removeLicence = defineRoute({
  method: 'DELETE',
  path: '/ee/license',
  scope: 'app',
  refusesTenantFirst: true,
  handle: () => ({ status: 'OK' }),
});

export const licenceRoutes: readonly Route[] = [featureFlags, getLicence, putLicence, removeLicence];
