/**
 * Loaded into netlify-cli by scripts/stack.ts (NODE_OPTIONS=--require). The CLI has no option for any of
 * these: it listens on every interface, it calls home even with --offline, a path that cannot be decoded ends it, and
 * each call of a function costs whoever makes it the connection.
 */
const dns = require('node:dns');
const http = require('node:http');
const net = require('node:net');

const isNetlifyCli = /netlify(-cli)?[/\\]|[/\\]netlify$/.test(process.argv[1] ?? '');

/** Hosts that a developer has chosen: a real core, say. */
const allowed = new Set((process.env.STACK_ALLOWED_HOSTS ?? '').split(',').filter(Boolean));
const isLocal = (host) => host === 'localhost' || host.endsWith('.localhost') || net.isIP(host) !== 0;

function bindToLoopback() {
  const listen = net.Server.prototype.listen;
  net.Server.prototype.listen = function (...args) {
    const [first, second] = args;
    if (typeof first === 'number' && typeof second !== 'string') args.splice(1, 0, '127.0.0.1');
    else if (first && typeof first === 'object' && 'port' in first && !first.host)
      args[0] = { ...first, host: '127.0.0.1' };
    return listen.apply(this, args);
  };
}

function refuseOutsideNames() {
  const lookup = dns.lookup;
  dns.lookup = function (host, ...rest) {
    const callback = rest.at(-1);
    if (typeof host === 'string' && !isLocal(host) && !allowed.has(host)) {
      const error = Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), {
        code: 'ENOTFOUND',
        syscall: 'getaddrinfo',
        hostname: host,
      });
      process.nextTick(callback, error);
      return {};
    }
    return lookup.call(this, host, ...rest);
  };
}

function isDecodable(url) {
  try {
    decodeURIComponent(url.split('?', 1)[0]);
    return true;
  } catch {
    return false;
  }
}

function refuseUndecodablePaths() {
  const emit = http.Server.prototype.emit;
  http.Server.prototype.emit = function (event, ...args) {
    const [request, response] = args;
    if (event !== 'request' || isDecodable(request.url)) return emit.call(this, event, ...args);
    response.writeHead(400, {
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'private, no-store',
    });
    response.end('This address cannot be read: it has a % that does not begin a character.\n');
    return true;
  };
}

/**
 * A server that ends a connection because nothing was asked for five seconds may do so under the next request. Whoever
 * asks ends it when she goes.
 */
function neverHangUp() {
  const listen = http.Server.prototype.listen;
  http.Server.prototype.listen = function (...args) {
    this.keepAliveTimeout = 0;
    return listen.apply(this, args);
  };
}

const toFunctions = new http.Agent({ keepAlive: true });

/** http-proxy has no agent, and then closes each connection, also that of whoever asked. */
const isCallOfFunction = (options) =>
  options?.agent === false && options.path?.startsWith('/.netlify/functions/');

/** These headers are about one connection (RFC 9110, section 7.6.1), and http-proxy hands them on. */
function forgetConnection({ headers }) {
  delete headers.connection;
  delete headers['keep-alive'];
}

/** The functions are served by this very process, so a connection to them never leads to one that was restarted. */
function keepConnectionsToFunctions() {
  const { request } = http;
  http.request = function (options, ...rest) {
    if (!isCallOfFunction(options)) return request.call(this, options, ...rest);
    const headers = { ...options.headers, connection: 'keep-alive' };
    const outgoing = request.call(this, { ...options, headers, agent: toFunctions }, ...rest);
    return outgoing.once('response', forgetConnection);
  };
}

/** Names that the browser tests give this machine: their pages call their functions by them. */
function findOnLoopback(names) {
  const lookup = dns.lookup;
  dns.lookup = function (host, ...rest) {
    return lookup.call(this, names.has(host) ? '127.0.0.1' : host, ...rest);
  };
}

if (isNetlifyCli) {
  bindToLoopback();
  neverHangUp();
  refuseOutsideNames();
  refuseUndecodablePaths();
  keepConnectionsToFunctions();
}
const loopbackNames = new Set((process.env.STACK_LOOPBACK_HOSTS ?? '').split(',').filter(Boolean));
if (loopbackNames.size > 0) findOnLoopback(loopbackNames);
