import type { Store } from '@netlify/blobs';

interface Entry {
  state: unknown;
  etag: string | undefined;
}

async function read(store: Store, key: string): Promise<Entry> {
  const found = await store.getWithMetadata(key, { type: 'json' });
  if (found === null) return { state: undefined, etag: undefined };
  // The local server of netlify-cli returns the version of an entry only in lists.
  const etag = found.etag ?? (await store.list({ prefix: key })).blobs.find((one) => one.key === key)?.etag;
  return { state: found.data, etag };
}

/**
 * Changes an entry atomically across all instances: after a concurrent write, the change is computed again.
 * Each conflict means that another write has succeeded, so with as many attempts as concurrent writers none
 * fails.
 *
 * @param change returns the new value for the stored one, or undefined to keep it
 * @throws the error of the store when it is down
 */
export async function changeEntry(
  store: Store,
  key: string,
  attempts: number,
  change: (known: unknown) => object | undefined,
): Promise<'changed' | 'left alone' | 'contended'> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const { state, etag } = await read(store, key);
    const next = change(state);
    if (next === undefined) return 'left alone';
    const condition = etag === undefined ? { onlyIfNew: true } : { onlyIfMatch: etag };
    if ((await store.setJSON(key, next, condition)).modified) return 'changed';
  }
  return 'contended';
}
