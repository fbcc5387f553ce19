import 'server-only';
import { requestNotes } from './requestNotes';

const started = requestNotes<true>('startedActions', 1000);

/**
 * Notes that the arguments of a server action were decoded and its code runs. `sent` are the request headers.
 */
export const recordActionStart = (sent: Pick<Headers, 'get'>): void => started.record(sent, true);

/** Whether the code of a server action has started for the request with these headers. */
export const hasActionStarted = (sent: Pick<Headers, 'get'>): boolean => started.read(sent) !== undefined;
