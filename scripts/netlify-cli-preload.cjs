/**
 * Loaded into netlify-cli by scripts/stack.ts (NODE_OPTIONS=--require). The CLI has no option for either of these:
 * it listens on every interface, and it calls home even with --offline.
 */
const dns = require('node:dns');
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

/** Names that the browser tests give this machine: their pages call their functions by them. */
function findOnLoopback(names) {
  const lookup = dns.lookup;
  dns.lookup = function (host, ...rest) {
    return lookup.call(this, names.has(host) ? '127.0.0.1' : host, ...rest);
  };
}

if (isNetlifyCli) {
  bindToLoopback();
  refuseOutsideNames();
}
const loopbackNames = new Set((process.env.STACK_LOOPBACK_HOSTS ?? '').split(',').filter(Boolean));
if (loopbackNames.size > 0) findOnLoopback(loopbackNames);
