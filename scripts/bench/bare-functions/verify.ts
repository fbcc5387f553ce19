import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from 'jose';

/** The keys of the core, in a variable that the bench sets. */
const keys = createLocalJWKSet(JSON.parse(process.env.BENCH_JWKS ?? '') as JSONWebKeySet);

/** The least that a function has to do for a session: verify the access token of the cookie, and answer. */
export default async function verify(request: Request): Promise<Response> {
  const [, token = ''] = /sAccessToken=([^;]+)/.exec(request.headers.get('cookie') ?? '') ?? [];
  const { payload } = await jwtVerify(decodeURIComponent(token), keys);
  return Response.json({ userId: payload.sub, accessTokenPayload: payload });
}
