import 'server-only';
import { PAGE_REQUEST_ID_HEADER } from '@/config/requestHeaders';

/** References are read as soon as the response begins; older ones belong to requests that are answered. */
const MAX_REFERENCES = 100;

const KEY = Symbol.for('errorReferences');

/**
 * Next bundles pages and `instrumentation.ts` apart, so a variable of this module would exist more than once.
 */
function references(): Map<string, string> {
  const shared = globalThis as { [KEY]?: Map<string, string> };
  return (shared[KEY] ??= new Map<string, string>());
}

/** Notes by which reference the log names the error of a page. `sent` are the headers of its request. */
export function recordErrorReference(sent: Pick<Headers, 'get'>, error: unknown): void {
  const id = sent.get(PAGE_REQUEST_ID_HEADER);
  if (id === null || !(error instanceof Error && 'digest' in error && typeof error.digest === 'string'))
    return;
  const known = references();
  known.set(id, error.digest);
  const [oldest] = known.keys();
  if (known.size > MAX_REFERENCES && oldest !== undefined) known.delete(oldest);
}

/** Returns the reference of the error that the page of this request has thrown. */
export function errorReference(sent: Pick<Headers, 'get'>): string | undefined {
  return references().get(sent.get(PAGE_REQUEST_ID_HEADER) ?? '');
}
