import { badRequest } from '../../errors.ts';
import { field, flag, integer, object, optional, since, text } from '../../http/fields.ts';
import { Reply } from '../../http/reply.ts';
import { defineRoute } from '../../http/route.ts';
import type { Route } from '../../http/route.ts';
import { createJwt, publishedKeys } from './jwt.ts';

const validity = field((value, name) => {
  const seconds = integer.read(value, name);
  // The real core's message is inaccurate for zero.
  if (seconds <= 0) throw badRequest('validity must be greater than or equal to 0');
  return seconds;
});

const postJwt = defineRoute({
  method: 'POST',
  path: '/recipe/jwt',
  scope: 'app',
  refusesTenantFirst: true,
  body: {
    algorithm: text,
    jwksDomain: text,
    payload: object,
    validity,
    useStaticSigningKey: since('2.21', optional(flag)),
  },
  handle: async ({ context, tenant, body }) => {
    const { algorithm, jwksDomain, payload } = body;
    const useStaticKey = body.useStaticSigningKey ?? true;
    const jwt = await createJwt(context, tenant, {
      algorithm,
      jwksDomain,
      payload,
      validitySeconds: body.validity,
      useStaticKey,
    });
    return jwt === null ? { status: 'UNSUPPORTED_ALGORITHM_ERROR' } : { status: 'OK', jwt };
  },
});

const getJwks = defineRoute({
  method: 'GET',
  path: '/recipe/jwt/jwks',
  scope: 'app',
  refusesTenantFirst: true,
  handle: async ({ context, tenant }) => {
    const { keys } = await publishedKeys(context, tenant);
    return { keys, status: 'OK' };
  },
});

/** JWT libraries fetch this without API key and `cdi-version`. */
const getWellKnownJwks = defineRoute({
  method: 'GET',
  path: '/.well-known/jwks.json',
  scope: 'app-from-any-tenant',
  keyless: true,
  versionless: true,
  handle: async ({ context, tenant }) => {
    const { keys, maxAge } = await publishedKeys(context, tenant);
    return Reply.json({ keys }, { 'cache-control': `max-age=${maxAge}, must-revalidate` });
  },
});

export const jwtRoutes: readonly Route[] = [postJwt, getJwks, getWellKnownJwks];
