import type { Instrumentation } from 'next';
import { reportError } from '@/errorReporting';

/** Runs once, before the server answers anything. */
export async function register(): Promise<void> {
  // Next builds this file for its edge runtime as well, and takes what follows out of that build.
  // eslint-disable-next-line no-restricted-properties -- only this expression is replaced at build time
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { installDefaultHeaders } = await import('@/app/_server/defaultHeaders');
  installDefaultHeaders();
}

/** Whatever a page or a route handler throws, as the error tracker of the functions gets theirs. */
export const onRequestError: Instrumentation.onRequestError = async (error, request) => {
  const where = request.path.split('?', 1)[0] ?? '';
  await reportError({ where, what: error instanceof Error ? error.name : 'thrown value', error });
};
