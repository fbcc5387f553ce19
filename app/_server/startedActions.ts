import 'server-only';
import { PAGE_REQUEST_ID_HEADER } from '@/config/requestHeaders';

/** Ids are read as soon as the response begins; older ones belong to requests that are answered. */
const MAX_IDS = 1000;

const KEY = Symbol.for('startedActions');

/**
 * Next bundles pages and `instrumentation.ts` apart, so a variable of this module would exist more than once.
 */
function startedIds(): Set<string> {
  const shared = globalThis as { [KEY]?: Set<string> };
  return (shared[KEY] ??= new Set());
}

/**
 * Notes that the arguments of a server action were decoded and its code runs. `sent` are the request headers.
 */
export function recordActionStart(sent: Pick<Headers, 'get'>): void {
  const id = sent.get(PAGE_REQUEST_ID_HEADER);
  if (id === null) return;
  const ids = startedIds();
  ids.add(id);
  const [oldest] = ids;
  if (ids.size > MAX_IDS && oldest !== undefined) ids.delete(oldest);
}

/**
 * Whether the code of a server action has started for the request with this id.
 *
 * @param id as proxy.ts gave it in the header {@link PAGE_REQUEST_ID_HEADER}
 */
export function hasActionStarted(id: string | undefined): boolean {
  return id !== undefined && startedIds().has(id);
}
