import 'server-only';
import { PAGE_REQUEST_ID_HEADER } from '@/config/requestHeaders';

/** Headers of a request. */
type Sent = Pick<Headers, 'get'>;

/**
 * Notes about requests that wait for their response, by the id that proxy.ts gave them in the header
 * {@link PAGE_REQUEST_ID_HEADER}. Next bundles pages and `instrumentation.ts` apart, so a variable of a
 * module would exist more than once: notes with the same name are the same ones.
 *
 * @param limit how many are kept: they are read as soon as a response begins, so older ones belong to
 *   requests that are answered
 */
export function requestNotes<Note>(name: string, limit: number) {
  const key = Symbol.for(name);
  const notes = (): Map<string, Note> => {
    const shared = globalThis as { [key]?: Map<string, Note> };
    return (shared[key] ??= new Map<string, Note>());
  };
  return {
    /** Sets the note of a request. One without an id has none. */
    record(sent: Sent, note: Note): void {
      const id = sent.get(PAGE_REQUEST_ID_HEADER);
      if (id === null) return;
      const known = notes();
      known.set(id, note);
      const [oldest] = known.keys();
      if (known.size > limit && oldest !== undefined) known.delete(oldest);
    },
    read: (sent: Sent): Note | undefined => notes().get(sent.get(PAGE_REQUEST_ID_HEADER) ?? ''),
  };
}
