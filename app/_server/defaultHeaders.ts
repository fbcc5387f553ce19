import 'server-only';
import { ServerResponse } from 'node:http';
import { CSP_HEADER, SCRIPTLESS_POLICY, SECURITY_HEADERS } from '@/config/security/securityHeaders';

type WriteHead = (this: ServerResponse, ...args: unknown[]) => ServerResponse;

const DEFAULTS = Object.entries({ ...SECURITY_HEADERS, [CSP_HEADER]: SCRIPTLESS_POLICY });

/**
 * Corrects the status of a response. `next start` refuses a method that a file does not support with `Allow`, then fails to
 * render the page for 405: a client could cause a 500.
 */
function fixStatus(response: ServerResponse, [status, ...rest]: unknown[]): unknown[] {
  return [status === 500 && response.hasHeader('allow') ? 405 : status, ...rest];
}

/**
 * Adds missing security headers when the head of a response is written. Next answers some requests before it reads
 * next.config.js or runs the proxy (repeated slashes, URLs that cannot be decoded, a wrong `_rsc`), and has
 * no option for these. Headers that a page has set stay.
 */
export function installDefaultHeaders(): void {
  const writeHead = Reflect.get(ServerResponse.prototype, 'writeHead') as WriteHead;
  ServerResponse.prototype.writeHead = function (this: ServerResponse, ...args: unknown[]) {
    for (const [name, value] of DEFAULTS) if (!this.hasHeader(name)) this.setHeader(name, value);
    return Reflect.apply(writeHead, this, fixStatus(this, args));
  };
}
