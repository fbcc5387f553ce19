import type { Instrumentation } from 'next';
import { reportError } from '@/errorReporting';

/** Runs once, before the server answers anything. */
export async function register(): Promise<void> {
  // Next builds this file for its edge runtime as well, and takes what follows out of that build.
  // eslint-disable-next-line no-restricted-properties -- only this expression is replaced at build time
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { installResponseCompletion } = await import('@/app/_server/completeResponses');
  installResponseCompletion();
}

/**
 * Reports whatever a page, an action or a route handler throws, as the functions report theirs. Arguments that Next could
 * not decode are the client's fault, and answered with 400.
 */
export const onRequestError: Instrumentation.onRequestError = async (error, request, { routeType }) => {
  const { failedBeforeAction } = await import('@/app/_server/faultyAnswer');
  const sent = { get: (name: string) => request.headers[name]?.toString() ?? null };
  if (routeType === 'action' && failedBeforeAction(request.method, sent)) return;
  const where = request.path.split('?', 1)[0] ?? '';
  await reportError({ where, what: error instanceof Error ? error.name : 'thrown value', error });
};
