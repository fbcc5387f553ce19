import * as z from 'zod';
import { read, type EnvSource } from './envVariables.ts';
import { listOf } from './schemas.ts';

const LOCAL_ORIGIN = 'http://localhost:8888';

/** `netlify dev` names the port of its address also where it is the default one. */
const withoutDefaultPort = (value: string): string =>
  value.replace(/^(http:\/\/.+):80$/, '$1').replace(/^(https:\/\/.+):443$/, '$1');

function isOrigin(value: string): boolean {
  const url = URL.parse(value);
  if (url === null || !/^https?:$/.test(url.protocol)) return false;
  return url.origin === withoutDefaultPort(value.toLowerCase().replace(/\/$/, ''));
}

export const origin = z.lazy(() =>
  z
    .string()
    .refine(isOrigin, 'must be an origin: http or https, a host, no path')
    .transform((value) => new URL(value).origin),
);

const siteName = z.lazy(() => z.string().regex(/^[a-z0-9-]+$/, 'must be the name of a Netlify site'));

/** Both loopback names of this machine: browsers use either, with separate cookies. */
const LOOPBACK = ['localhost', '127.0.0.1'];

function loopbackTwins(local: string): string[] {
  const url = new URL(local);
  if (!LOOPBACK.includes(url.hostname)) return [local];
  return LOOPBACK.map((name) => local.replace(url.hostname, name));
}

/** All origins of this deploy: Netlify lists its own, domain aliases have to be in SITE_ALIASES. */
function siteOrigins(source: EnvSource, deployed: boolean, main: string): string[] {
  const aliases = read(source, 'SITE_ALIASES', listOf(origin)) ?? [];
  const name = read(source, 'SITE_NAME', siteName);
  const own = deployed
    ? [
        read(source, 'URL', origin),
        read(source, 'DEPLOY_PRIME_URL', origin),
        read(source, 'DEPLOY_URL', origin),
        name === undefined ? undefined : `https://${name}.netlify.app`,
      ]
    : loopbackTwins(main);
  return [...new Set([main, ...own, ...aliases])].filter((one) => one !== undefined);
}

function siteOrigin(source: EnvSource, deployed: boolean, production: boolean): string {
  const site = read(source, 'URL', origin);
  // On a developer's machine netlify-cli derives the others from the branch name, which may be invalid.
  if (!deployed) return site ?? LOCAL_ORIGIN;
  const prime = read(source, 'DEPLOY_PRIME_URL', origin);
  const permalink = read(source, 'DEPLOY_URL', origin);
  return (production ? (site ?? prime) : (prime ?? site)) ?? permalink ?? LOCAL_ORIGIN;
}

interface Deploy {
  deployed: boolean;
  production: boolean;
}

/**
 * The origin to which providers send users back, whichever deploy asked: they accept registered addresses
 * only. Undefined on a developer's machine, where it is the origin of the request.
 */
function callbackOrigin(source: EnvSource, deployed: boolean): string | undefined {
  return deployed ? read(source, 'URL', origin) : undefined;
}

/** Reads the addresses of this deploy. */
export function readAddresses(source: EnvSource, { deployed, production }: Deploy) {
  const main = siteOrigin(source, deployed, production);
  return {
    /** The first of the origins of pages and functions. */
    siteOrigin: main,
    /** All origins. Links in a response use the one that the request was sent to. */
    siteOrigins: siteOrigins(source, deployed, main),
    /** The name of the site, which is in the addresses of its other deploys; undefined on other machines. */
    siteName: read(source, 'SITE_NAME', siteName),
    callbackOrigin: callbackOrigin(source, deployed),
  };
}
