import { getStore, type Store } from '@netlify/blobs';
import type { FunctionEvent } from '../http/message.ts';
import type { Verdict } from './policy.ts';

/** A throttle that is slow is worse than none: people wait for it. */
const TIMEOUT_MS = 1000;

/** How often a change is tried again that another instance came before. */
const ATTEMPTS = 6;

/** What a try is told whose counter is fought for by so many others that it cannot be counted. */
const CONTENDED_MS = 1000;

const withTimeout: typeof fetch = (input, init) =>
  fetch(input, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });

interface BlobsAccess {
  url: string;
  url_uncached?: string;
  token: string;
}

/**
 * The counters that all instances share, in Netlify Blobs. `connectLambda` of @netlify/blobs leaves the address for
 * strong reads out, though the event has it; without strong reads a counter may be a minute old.
 *
 * @returns undefined where there is no store: in tests that bring none
 * @see https://docs.netlify.com/build/data-and-storage/netlify-blobs/
 */
export function counterStore(event: FunctionEvent): Store | undefined {
  if (event.blobs === undefined) return undefined;
  const access = JSON.parse(Buffer.from(event.blobs, 'base64').toString()) as BlobsAccess;
  return getStore({
    name: 'throttle',
    siteID: event.headers['x-nf-site-id'] ?? 'local',
    token: access.token,
    edgeURL: access.url,
    uncachedEdgeURL: access.url_uncached ?? access.url,
    consistency: 'strong',
    fetch: withTimeout,
  });
}

interface Entry<State> {
  state: State | undefined;
  etag: string | undefined;
}

async function read<State>(store: Store, key: string): Promise<Entry<State>> {
  const found = await store.getWithMetadata(key, { type: 'json' });
  if (found === null) return { state: undefined, etag: undefined };
  // The local server of netlify-cli tells the version of an entry only in lists.
  const etag = found.etag ?? (await store.list({ prefix: key })).blobs.find((one) => one.key === key)?.etag;
  return { state: found.data as State, etag };
}

/**
 * Judges a try by a counter and counts it, in one step for all instances: a write that another came before is judged
 * anew. A counter that is fought for so hard that this fails again and again refuses the try.
 *
 * @throws whatever the store throws when it is down
 */
export async function count<State>(
  store: Store,
  key: string,
  judge: (known: State | undefined) => Verdict<State>,
): Promise<Verdict<State>> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const { state, etag } = await read<State>(store, key);
    const verdict = judge(state);
    if (!verdict.allowed) return verdict;
    const condition = etag === undefined ? { onlyIfNew: true } : { onlyIfMatch: etag };
    if ((await store.setJSON(key, verdict.state, condition)).modified) return verdict;
  }
  return { allowed: false, retryAfterMs: CONTENDED_MS };
}
