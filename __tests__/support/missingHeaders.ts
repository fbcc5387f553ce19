import type { IncomingHttpHeaders } from 'node:http';
import { CSP_HEADER, SECURITY_HEADERS } from '../../config/security/securityHeaders.ts';

const isAsExpected = (name: string, expected: string, value: string | string[] | undefined) =>
  value === expected || (name === 'referrer-policy' && value === 'no-referrer');

const RESTRICTIVE_POLICY = /default-src 'none'.*frame-ancestors 'none'/;

/** Returns the names of the security headers that a response lacks, in lower case. */
export function missingSecurityHeaders(headers: IncomingHttpHeaders): string[] {
  const missing = Object.entries(SECURITY_HEADERS).filter(
    ([name, expected]) => !isAsExpected(name, expected, headers[name]),
  );
  const hasPolicy = RESTRICTIVE_POLICY.test(String(headers[CSP_HEADER]));
  return [...missing.map(([name]) => name), ...(hasPolicy ? [] : [CSP_HEADER])];
}
