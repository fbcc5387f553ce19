import type { Instrumentation } from 'next';
import { reportError } from '@/monitoring/errorReporting';

/** Runs once before the server handles requests. */
export async function register(): Promise<void> {
  // Next builds this file for its edge runtime, too, and removes the rest from that build.
  // eslint-disable-next-line no-restricted-properties -- only this expression is replaced at build time
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { installResponseCompletion } = await import('@/app/_server/completeResponses');
  installResponseCompletion();
}

/**
 * Reports errors of pages, actions and route handlers to the error tracker, like those of the functions.
 * Arguments that Next could not decode are the client's error, and answered with 400.
 */
export const onRequestError: Instrumentation.onRequestError = async (error, request, { routeType }) => {
  const { failedBeforeAction } = await import('@/app/_server/failedActions');
  const sent = { get: (name: string) => request.headers[name]?.toString() ?? null };
  if (routeType === 'action' && failedBeforeAction(request.method, sent)) return;
  const { recordErrorReference } = await import('@/app/_server/errorReferences');
  recordErrorReference(sent, error);
  const where = request.path.split('?', 1)[0] ?? '';
  await reportError({ where, what: error instanceof Error ? error.name : 'thrown value', error });
};
