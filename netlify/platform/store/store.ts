import { getStore, type Store } from '@netlify/blobs';
import type { FunctionEvent } from '../http/message.ts';

/** A store that is slow is worse than none: people wait for it. */
const TIMEOUT_MS = 1000;

/** Not `AbortSignal.timeout`: its time is no test's to stop. */
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
 * A store that all instances share, in Netlify Blobs. `connectLambda` of @netlify/blobs leaves the address for strong
 * reads out, though the event has it; without strong reads an entry may be a minute old.
 *
 * @returns undefined where there is none: in tests that bring none
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
