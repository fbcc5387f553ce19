import type { Env } from '../env/env.ts';

type Addresses = Pick<Env, 'siteOrigins'>;

/**
 * Returns the origin of this deploy that a request was sent to. The Host header only selects one of our
 * origins; the scheme never comes from the request.
 *
 * @param host the Host header with port; never X-Forwarded-Host, which clients can forge
 * @returns undefined if the host is not one of ours
 */
export function acceptedOrigin(
  { siteOrigins }: Addresses,
  host: string | null | undefined,
): string | undefined {
  const wanted = host?.toLowerCase();
  return siteOrigins.find((origin) => origin.slice(origin.indexOf('//') + 2) === wanted);
}

/** Message for requests to a host that is not one of this deploy's. */
export const MISDIRECTED_MESSAGE =
  'This address does not belong to this site. If it should, name it in SITE_ALIASES and deploy again.';
