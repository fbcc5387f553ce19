const { randomUUID } = require('node:crypto');
const http = require('node:http');

/** Paths that mean the same to everyone who parses them: no dots, no escapes. */
const FUNCTION_CALL = /^\/\.netlify\/functions\/[\w-]+(?:\/[\w/-]*)?(?:\?|$)/;

const REQUEST_ID_HEADER = 'x-nf-request-id';

/** The CLI limits the size of bodies, and the time that it waits for them. */
const hasBody = ({ headers }) => 'content-length' in headers || 'transfer-encoding' in headers;

const isDirectCall = (request) =>
  request.method === 'GET' && FUNCTION_CALL.test(request.url) && !hasBody(request);

/** Sets and removes headers like the proxy of the CLI. */
function completeCall(request, response) {
  const id = randomUUID();
  Object.assign(request.headers, {
    [REQUEST_ID_HEADER]: id,
    'x-forwarded-for': request.socket.remoteAddress ?? '',
  });
  delete request.headers['x-nf-function-name'];
  delete request.headers['x-nf-function-route'];
  response.setHeader('server', 'Netlify');
  response.setHeader(REQUEST_ID_HEADER, id);
}

/**
 * Gives GET requests of functions to the server of the functions, which listens in the same process. The CLI
 * would send them again, through a connection to itself: half of the processor time of a call.
 *
 * @param {{ front: number, functions: number }} ports of the two servers
 */
exports.callFunctionsDirectly = (ports) => {
  const servers = { front: undefined, functions: undefined };
  const { emit, listen } = http.Server.prototype;
  http.Server.prototype.listen = function (...args) {
    this.once('listening', () => {
      for (const [name, port] of Object.entries(ports))
        if (this.address()?.port === port) servers[name] = this;
    });
    return listen.apply(this, args);
  };
  http.Server.prototype.emit = function (event, ...args) {
    const isDirect = event === 'request' && this === servers.front && isDirectCall(args[0]);
    if (!isDirect || servers.functions === undefined) return emit.call(this, event, ...args);
    completeCall(...args);
    return emit.call(servers.functions, event, ...args);
  };
};
