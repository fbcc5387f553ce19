import { getStore, type Store } from '@netlify/blobs';
import type { FunctionEvent } from '../http/message.ts';

/** A slow store is worse than none: users wait for it. */
const TIMEOUT_MS = 1000;

/** Not `AbortSignal.timeout`, whose timer tests cannot control. */
const withTimeout: typeof fetch = (input, init) => {
  const late = new AbortController();
  setTimeout(() => late.abort(), TIMEOUT_MS).unref();
  return fetch(input, { ...init, signal: late.signal });
};

interface BlobsAccess {
  url: string;
  url_uncached?: string;
  token: string;
}

/**
 * A store in Netlify Blobs that all instances share. `connectLambda` of @netlify/blobs omits the URL for
 * strong reads, although the event has it; without strong reads an entry may be a minute old.
 *
 * @returns undefined if there is none, in tests without one
 * @see https://docs.netlify.com/build/data-and-storage/netlify-blobs/
 */
export function openStore(event: FunctionEvent, name: string): Store | undefined {
  if (event.blobs === undefined) return undefined;
  const access = JSON.parse(Buffer.from(event.blobs, 'base64').toString()) as BlobsAccess;
  return getStore({
    name,
    siteID: event.headers['x-nf-site-id'] ?? 'local',
    token: access.token,
    edgeURL: access.url,
    uncachedEdgeURL: access.url_uncached ?? access.url,
    consistency: 'strong',
    fetch: withTimeout,
  });
}
