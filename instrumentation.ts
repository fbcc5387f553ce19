import type { Instrumentation } from 'next';
import { reportError } from '@/config/errorReporting';

/** Whatever a page or a route handler throws, as the error tracker of the functions gets theirs. */
export const onRequestError: Instrumentation.onRequestError = async (error, request) => {
  const where = request.path.split('?', 1)[0] ?? '';
  await reportError({ where, what: error instanceof Error ? error.name : 'thrown value', error });
};
