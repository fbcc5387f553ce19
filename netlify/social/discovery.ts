import {
  allowInsecureRequests,
  discoveryRequest,
  processDiscoveryResponse,
  type AuthorizationServer,
} from 'oauth4webapi';
import { isLocal, type Provider } from './providers.ts';

/** Providers change their addresses and keys rarely. */
const KEPT_MS = 10 * 60_000;

const known = new Map<string, { server: AuthorizationServer; until: number }>();

/** Options for all requests to providers. */
export const requestOptions = (signal: AbortSignal) => ({
  signal,
  [allowInsecureRequests]: isLocal(),
});

/**
 * Returns the addresses and the abilities of a provider. oauth4webapi caches the key set with this object.
 *
 * @throws what the request throws, and OperationProcessingError for an invalid response
 */
export async function findServer({ server }: Provider, signal: AbortSignal): Promise<AuthorizationServer> {
  if (!(server instanceof URL)) return server;
  const now = Date.now();
  const cached = known.get(server.href);
  if (cached !== undefined && now < cached.until) return cached.server;
  const response = await discoveryRequest(server, { algorithm: 'oidc', ...requestOptions(signal) });
  const found = await processDiscoveryResponse(server, response);
  known.set(server.href, { server: found, until: now + KEPT_MS });
  return found;
}
