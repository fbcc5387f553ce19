import 'server-only';
import { ServerResponse } from 'node:http';
import { CSP_HEADER, SCRIPTLESS_POLICY, SECURITY_HEADERS } from '@/config/security/securityHeaders';

type WriteHead = (this: ServerResponse, ...args: unknown[]) => ServerResponse;

const DEFAULTS = Object.entries({ ...SECURITY_HEADERS, [CSP_HEADER]: SCRIPTLESS_POLICY });

/**
 * The status of an answer. `next start` refuses a method that a file does not have with `Allow`, and fails to render the
 * page for its 405: a client could cause a 500.
 */
function mendStatus(response: ServerResponse, [status, ...rest]: unknown[]): unknown[] {
  return [status === 500 && response.hasHeader('allow') ? 405 : status, ...rest];
}

/**
 * Adds the security headers that an answer still lacks when its head is written. Next answers some requests before it looks
 * at next.config.js or runs the proxy (repeated slashes, addresses that cannot be decoded, `_rsc` that does not fit), and has
 * no option for these. What a page has set stays.
 */
export function installDefaultHeaders(): void {
  const writeHead = Reflect.get(ServerResponse.prototype, 'writeHead') as WriteHead;
  ServerResponse.prototype.writeHead = function (this: ServerResponse, ...args: unknown[]) {
    for (const [name, value] of DEFAULTS) if (!this.hasHeader(name)) this.setHeader(name, value);
    return Reflect.apply(writeHead, this, mendStatus(this, args));
  };
}
