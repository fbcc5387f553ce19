import 'server-only';
import { ServerResponse } from 'node:http';
import { getEnv } from '@/config/env/env';
import {
  CSP_HEADER,
  pagePolicy,
  SCRIPTLESS_POLICY,
  SECURITY_HEADERS,
} from '@/config/security/securityHeaders';
import { replacementFor, type Replacement } from './faultyAnswer';

const DEVELOPMENT_POLICY = pagePolicy({
  scripts: ["'unsafe-inline'"],
  inlineStyles: true,
  development: true,
});

/**
 * The headers that an answer has to have. Pages that are rendered at build time get a policy from
 * scripts/app-build.ts, but `next dev` renders them on request, and none knows their inline scripts.
 */
export function defaultHeaders(contentType: string | undefined, development: boolean): [string, string][] {
  const isDevelopedPage = development && contentType?.startsWith('text/html') === true;
  const policy = isDevelopedPage ? DEVELOPMENT_POLICY : SCRIPTLESS_POLICY;
  return Object.entries({ ...SECURITY_HEADERS, [CSP_HEADER]: policy });
}

/** Returns the header with `private`, where only `no-store` is there: Next does so for server actions. */
export function privateCacheControl(control: string | undefined): string | undefined {
  if (control === undefined || !control.includes('no-store') || control.includes('private')) return undefined;
  return 'private, no-store';
}

/** By default plain text: Next's client code shows an answer with exactly this content type. */
const replacedHeaders = ({ contentType = 'text/plain' }: Replacement) =>
  Object.entries({ 'content-type': contentType, 'cache-control': 'private, no-store' });

/** About the body that is replaced: a policy names scripts, and links name files of the page. */
const DROPPED_HEADERS = [
  'content-length',
  'content-encoding',
  'etag',
  'link',
  'transfer-encoding',
  CSP_HEADER,
];

const replacements = new WeakMap<ServerResponse, Replacement>();

/** The replacement of a response; looked for until its head is written, and the same from then on. */
function replacementOf(response: ServerResponse, status: number): Replacement | undefined {
  const known = replacements.get(response);
  if (known !== undefined || response.headersSent) return known;
  const { method = '', headers } = response.req;
  const found = replacementFor({
    status,
    allow: response.getHeader('allow')?.toString(),
    contentType: response.getHeader('content-type')?.toString(),
    method,
    sent: { get: (name) => headers[name]?.toString() ?? null },
  });
  if (found === undefined) return undefined;
  replacements.set(response, found);
  for (const name of DROPPED_HEADERS) response.removeHeader(name);
  for (const [name, value] of replacedHeaders(found)) response.setHeader(name, value);
  return found;
}

type Method = (this: ServerResponse, ...args: unknown[]) => unknown;
const methodOf = (name: 'writeHead' | 'write' | 'end') =>
  Reflect.get(ServerResponse.prototype, name) as Method;

/** Wraps `write` or `end`, so that of a replaced response the message is sent and nothing else. */
function sendReplacement(original: Method, end: Method): Method {
  return function (...args) {
    const replacement = replacementOf(this, this.statusCode);
    if (replacement === undefined) return Reflect.apply(original, this, args);
    if (!this.writableEnded) Reflect.apply(end, this, [replacement.message]);
    const callback = args.findLast((argument) => typeof argument === 'function');
    if (callback !== undefined) process.nextTick(callback);
    return original === end ? this : true;
  };
}

function patchServerResponse(): void {
  const [writeHead, write, end] = [methodOf('writeHead'), methodOf('write'), methodOf('end')];
  const completeHead: Method = function (status, ...rest) {
    const replacement = replacementOf(this, Number(status));
    const defaults = defaultHeaders(this.getHeader('content-type')?.toString(), getEnv().development);
    for (const [name, value] of defaults) if (!this.hasHeader(name)) this.setHeader(name, value);
    const control = privateCacheControl(this.getHeader('cache-control')?.toString());
    if (control !== undefined) this.setHeader('cache-control', control);
    return Reflect.apply(writeHead, this, replacement ? [replacement.status] : [status, ...rest]);
  };
  Object.assign(ServerResponse.prototype, {
    writeHead: completeHead,
    write: sendReplacement(write, end),
    end: sendReplacement(end, end),
  });
}

/**
 * Does to an answer of Netlify's handler what {@link installResponseCompletion} does to those of Next's own
 * server.
 */
export function completeResponse(request: Request, response: Response): Response {
  const { status, headers } = response;
  const allow = headers.get('allow') ?? undefined;
  const contentType = headers.get('content-type') ?? undefined;
  const replacement = replacementFor({
    status,
    allow,
    contentType,
    method: request.method,
    sent: request.headers,
  });
  const completed =
    replacement === undefined
      ? response
      : new Response(replacement.message, { status: replacement.status, headers });
  if (replacement !== undefined) {
    for (const name of DROPPED_HEADERS) completed.headers.delete(name);
    for (const [name, value] of replacedHeaders(replacement)) completed.headers.set(name, value);
  }
  const defaults = defaultHeaders(completed.headers.get('content-type') ?? undefined, getEnv().development);
  for (const [name, value] of defaults) if (!completed.headers.has(name)) completed.headers.set(name, value);
  const control = privateCacheControl(completed.headers.get('cache-control') ?? undefined);
  if (control !== undefined) completed.headers.set('cache-control', control);
  return completed;
}

/**
 * Completes whatever Next answers. Adds the security headers that an answer still lacks when its head is
 * written: Next answers some requests before it looks at next.config.js or runs the proxy (repeated slashes,
 * addresses that cannot be decoded, `_rsc` that does not fit), and has no option for these. Replaces answers
 * that `faultyAnswer.ts` names. Netlify's handler has a response class of its own;
 * netlify/build/serverHandler.ts has it call what is left in `globalThis`.
 */
export function installResponseCompletion(): void {
  patchServerResponse();
  Object.assign(globalThis, { [Symbol.for('completeResponse')]: completeResponse });
}
