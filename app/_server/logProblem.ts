import 'server-only';
import { reportError } from '@/monitoring/errorReporting';

type Fields = Record<string, string | number | undefined>;

/** Logs a problem as one JSON line. Never pass a cookie, a token or an email address. */
export function logProblem(event: string, fields: Fields): void {
  const line = JSON.stringify({ level: 'error', event, ...fields });
  console.error(line);
  void reportError({ where: 'page', what: line, error: undefined });
}
