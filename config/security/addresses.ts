import type { Env } from '../env/env.ts';

type Addresses = Pick<Env, 'siteOrigins'>;

/**
 * The address of this deploy that a request came to. What a Host header says counts only as far as it names one of
 * them; the scheme is never the request's to say.
 *
 * @param host the Host header, port included; never X-Forwarded-Host, which anybody may send
 * @returns the origin, or undefined where the host is not one of ours
 */
export function acceptedOrigin(
  { siteOrigins }: Addresses,
  host: string | null | undefined,
): string | undefined {
  const wanted = host?.toLowerCase();
  return siteOrigins.find((origin) => new URL(origin).host === wanted);
}

/** What somebody is told who came by an address that is not one of this deploy's. */
export const MISDIRECTED_MESSAGE =
  'This address does not belong to this site. If it should, name it in SITE_ALIASES and deploy again.';
