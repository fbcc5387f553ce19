const dns = require('node:dns');

/**
 * Names that netlify-cli looks up itself, even with --offline: without internet it would wait for a response.
 */
const OF_THE_CLI = new Set(['edge.netlify.com', 'list-v2--netlify-plugins.netlify.app']);

/**
 * Answers the CLI's own look-ups with ENOTFOUND. The functions run in the same process and may connect to any
 * host.
 */
exports.refuseLookupsOfCli = () => {
  const lookup = dns.lookup;
  dns.lookup = function (host, ...rest) {
    if (!OF_THE_CLI.has(host)) return lookup.call(this, host, ...rest);
    const error = Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), {
      code: 'ENOTFOUND',
      syscall: 'getaddrinfo',
      hostname: host,
    });
    process.nextTick(rest.at(-1), error);
    return {};
  };
};

/** Resolves the names of this machine in the browser tests: pages call their functions by them. */
exports.findOnLoopback = (names) => {
  const lookup = dns.lookup;
  dns.lookup = function (host, ...rest) {
    return lookup.call(this, names.has(host) ? '127.0.0.1' : host, ...rest);
  };
};
