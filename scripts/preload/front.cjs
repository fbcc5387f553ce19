/**
 * Loaded into netlify-cli and its children by scripts/stack.ts (NODE_OPTIONS=--require). The CLI has no
 * options for these: it listens on all interfaces, it makes requests to Netlify even with --offline, one
 * request that it cannot parse ends it, and each function call closes the connection of the caller.
 */
require('./end-with-parent.cjs');
const http = require('node:http');
const net = require('node:net');

const isNetlifyCli = /[/\\]netlify-cli[/\\]bin[/\\]run\.js$/.test(process.argv[1] ?? '');

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

function isDecodable(url) {
  try {
    decodeURIComponent(url.split('?', 1)[0]);
    return true;
  } catch {
    return false;
  }
}

/** A host with or without a port, and nothing else: the CLI makes a URL of it without validation. */
function isHost(host) {
  const url = URL.parse(`http://${host}`);
  return (
    url !== null && url.pathname === '/' && url.href === `http://${url.host}/` && !/[\s/\\?#@]/.test(host)
  );
}

const BAD_HOST = {
  status: 400,
  text: 'The Host header of this request is not a host name with or without a port.\n',
};
const BAD_PATH = {
  status: 400,
  text: 'This address cannot be read: it has a % that does not begin a character.\n',
};

function refusalOf({ url, headers: { host } }) {
  // HTTP/1.0 may omit it.
  if (host !== undefined && !isHost(host)) return BAD_HOST;
  return isDecodable(url) ? undefined : BAD_PATH;
}

/**
 * A server that closes idle connections after five seconds may do so under the next request. The
 * client closes it when it is done.
 */
function neverHangUp() {
  const listen = http.Server.prototype.listen;
  http.Server.prototype.listen = function (...args) {
    this.keepAliveTimeout = 0;
    return listen.apply(this, args);
  };
}

const toFunctions = new http.Agent({ keepAlive: true });

/** http-proxy has no agent, and then closes each connection, including that of the client. */
const isCallOfFunction = (options) =>
  options?.agent === false && options.path?.startsWith('/.netlify/functions/');

/** These headers are about one connection (RFC 9110, section 7.6.1), but http-proxy forwards them. */
function forgetConnection({ headers }) {
  delete headers.connection;
  delete headers['keep-alive'];
}

/** This process serves the functions itself, so a connection to them never leads to a restarted one. */
function keepConnectionsToFunctions() {
  const { request } = http;
  http.request = function (options, ...rest) {
    if (!isCallOfFunction(options)) return request.call(this, options, ...rest);
    const headers = { ...options.headers, connection: 'keep-alive' };
    const outgoing = request.call(this, { ...options, headers, agent: toFunctions }, ...rest);
    return outgoing.once('response', forgetConnection);
  };
}

if (isNetlifyCli) {
  // Loaded here: this file is a part of every program below the CLI.
  const {
    functionsFolder,
    LATE_MODULES,
    NO_PLUGINS,
    PLAIN_ERRORS,
    QUICK_REQUESTS,
    WAIT_FOR_PAGES,
  } = require('./cli-source.cjs');
  const { runDatabaseInThread } = require('./database.cjs');
  const { callFunctionsDirectly } = require('./direct-calls.cjs');
  const { refuseLookupsOfCli } = require('./lookups.cjs');
  const { catchRejections, explainLargeHeaders, guardRequests, surviveRequests } = require('./requests.cjs');
  const { changeSource } = require('./source-changes.cjs');
  const { isReady } = runDatabaseInThread(process.env.STACK_DATABASE);
  changeSource('netlify-cli', [
    functionsFolder(`functions-serve-${process.env.STACK_PORT}`),
    ...LATE_MODULES,
    ...NO_PLUGINS,
    ...PLAIN_ERRORS,
    ...QUICK_REQUESTS,
    ...WAIT_FOR_PAGES,
  ]);
  bindToLoopback();
  neverHangUp();
  refuseLookupsOfCli();
  // Before the guard, which then sees these calls, too.
  callFunctionsDirectly({
    front: Number(process.env.STACK_PORT),
    functions: Number(process.env.STACK_FUNCTIONS_PORT),
  });
  guardRequests(refusalOf, undefined, isReady);
  explainLargeHeaders();
  catchRejections();
  surviveRequests(Number(process.env.STACK_PORT));
  keepConnectionsToFunctions();
}
const loopbackNames = new Set((process.env.STACK_LOOPBACK_HOSTS ?? '').split(',').filter(Boolean));
if (loopbackNames.size > 0) {
  const { findOnLoopback } = require('./lookups.cjs');
  findOnLoopback(loopbackNames);
}
