import 'server-only';
import { requestNotes } from './requestNotes';

const references = requestNotes<string>('errorReferences', 100);

/** Notes by which reference the log names the error of a page. `sent` are the headers of its request. */
export function recordErrorReference(sent: Pick<Headers, 'get'>, error: unknown): void {
  if (error instanceof Error && 'digest' in error && typeof error.digest === 'string')
    references.record(sent, error.digest);
}

/** Returns the reference of the error that the page of this request has thrown. */
export const errorReference = references.read;
