import { badRequest } from '../../errors.ts';
import { FEATURES, isLimited } from '../../features.ts';
import { field, text } from '../../http/fields.ts';
import { defineRoute } from '../../http/route.ts';
import type { Route } from '../../http/route.ts';
import { activeUsersByDays } from '../activeusers/activeusers.ts';

const DAYS = 31;

const featureFlags = defineRoute({
  method: 'GET',
  path: '/ee/featureflag',
  scope: 'app',
  handle: async ({ context, tenant }) => ({
    status: 'OK',
    features: FEATURES.filter((feature) => context.features.has(feature)),
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
  // An empty body asks the core to check the stored key again; any other body must contain a key.
  if (Object.keys(body).length > 0) throw badRequest(`Field name '${name}' is missing in JSON input`);
  return undefined;
});

/**
 * Keys are not checked. With all features, every key is accepted and none is stored; otherwise no key is
 * valid, because the features are fixed when the process starts.
 */
const putLicence = defineRoute({
  method: 'PUT',
  path: '/ee/license',
  scope: 'app',
  body: { licenseKey },
  handle: ({ context, body }) => ({
    status: body.licenseKey !== undefined && isLimited(context.features) ? 'INVALID_LICENSE_KEY_ERROR' : 'OK',
  }),
});

const removeLicence = defineRoute({
  method: 'DELETE',
  path: '/ee/license',
  scope: 'app',
  refusesTenantFirst: true,
  handle: () => ({ status: 'OK' }),
});

export const licenceRoutes: readonly Route[] = [featureFlags, getLicence, putLicence, removeLicence];
