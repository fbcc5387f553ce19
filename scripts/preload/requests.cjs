const http = require('node:http');

const HEADERS = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'private, no-store' };

/**
 * Header by which a script checks that the program it has started responds, not another one at the same port.
 */
const PROBE_HEADER = 'x-stack-probe';

/** A raw response, for a connection that has no response object. */
function rawAnswer({ status, text, type = HEADERS['content-type'] }) {
  const head = [
    `HTTP/1.1 ${status} ${http.STATUS_CODES[status]}`,
    `content-type: ${type}`,
    `content-length: ${Buffer.byteLength(text)}`,
    'cache-control: private, no-store',
    'connection: close',
  ];
  return `${head.join('\r\n')}\r\n\r\n${text}`;
}

function answer(response, { status, text, headers }) {
  if (response.headersSent) return response.destroy();
  response.writeHead(status, { ...HEADERS, connection: 'close', ...headers });
  response.end(text);
}

/** Reads the rest of the request, so that the response is not lost in a connection reset. */
function answerSocket(socket, refusal) {
  socket.on('error', () => socket.destroy());
  socket.resume();
  socket.end(rawAnswer(refusal), () => setTimeout(() => socket.destroy(), 1000).unref());
}

/**
 * Checks each request before the program sees it.
 *
 * @param refusalOf returns {status, text, headers?} for a request that the program must not see
 * @param change is called with each accepted request and its response
 * @param isReady whether the program has started, for the script that waits for it
 */
exports.guardRequests = (refusalOf, change = () => {}, isReady = () => true) => {
  const probe = process.env.STACK_PROBE;
  const emit = http.Server.prototype.emit;
  http.Server.prototype.emit = function (event, ...args) {
    const [request, second] = args;
    if (event === 'upgrade') {
      second.on('error', () => second.destroy());
      const refusal = refusalOf(request);
      if (refusal !== undefined) return (answerSocket(second, refusal), true);
    }
    if (event === 'request' || event === 'checkContinue' || event === 'checkExpectation') {
      if (probe !== undefined && PROBE_HEADER in request.headers && isReady())
        second.setHeader(PROBE_HEADER, probe);
      const refusal = refusalOf(request);
      if (refusal !== undefined) return (answer(second, refusal), true);
      change(request, second);
    }
    return emit.call(this, event, ...args);
  };
};

const TOO_MANY_COOKIES = `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Too many cookies</title>
<h1>Too many cookies</h1>
<p>Your browser sends more than 64 kB of headers to this address. Most of them are cookies that other apps on localhost
have set: cookies do not tell ports apart. Delete the cookies of this address in your browser, then reload this page.</p>
`;

/** Answers headers that are too large with a page that says what to do; Node's own response has no body. */
exports.explainLargeHeaders = () => {
  const emit = http.Server.prototype.emit;
  http.Server.prototype.emit = function (event, ...args) {
    const [error, socket] = args;
    if (event !== 'clientError' || error.code !== 'HPE_HEADER_OVERFLOW' || !socket.writable)
      return emit.call(this, event, ...args);
    answerSocket(socket, { status: 431, text: TOO_MANY_COOKIES, type: 'text/html; charset=utf-8' });
    return true;
  };
};

/** Errors of netlify-cli about a body that it gave up, by their messages. */
const FAILURES = {
  'Request timed out waiting for body': {
    status: 408,
    text: 'The body of this request did not arrive in time.\n',
  },
  'Stream body too big': { status: 413, text: 'The body of this request is larger than 6 MB.\n' },
};

const UNREADABLE = { status: 400, text: 'This request cannot be read.\n' };
const FAILED = { status: 500, text: 'The server failed to answer this request. Its terminal says why.\n' };

function failureOf(error) {
  if (Object.hasOwn(FAILURES, error?.message)) return FAILURES[error.message];
  // URLs, hosts and content types that cannot be parsed.
  if (error instanceof TypeError || error instanceof URIError) return UNREADABLE;
  // The client has gone away: there is no one to answer.
  if (error?.code !== 'ECONNRESET') console.error(error);
  return FAILED;
}

/** Catches errors of an async listener: an unhandled rejection would end the program. */
exports.catchRejections = () => {
  const on = http.Server.prototype.on;
  const failed = {
    request: (error, _request, response) => answer(response, failureOf(error)),
    upgrade: (error, _request, socket) => answerSocket(socket, failureOf(error)),
  };
  function caught(event, listener, ...more) {
    if (!Object.hasOwn(failed, event)) return on.call(this, event, listener, ...more);
    return on.call(this, event, (...args) => {
      const result = listener.apply(this, args);
      if (typeof result?.catch === 'function') result.catch((error) => failed[event](error, ...args));
    });
  }
  http.Server.prototype.on = caught;
  http.Server.prototype.addListener = caught;
};

/**
 * Reports uncaught errors and continues, once the server at `port` listens: one request must not end the
 * program for all others. Before that it is a failed start.
 */
exports.surviveRequests = (port) => {
  const listen = http.Server.prototype.listen;
  http.Server.prototype.listen = function (...args) {
    this.once('listening', () => {
      if (this.address()?.port !== port || process.hasUncaughtExceptionCaptureCallback()) return;
      process.setUncaughtExceptionCaptureCallback((error) =>
        console.error('Not caught, and survived:', error),
      );
    });
    return listen.apply(this, args);
  };
};
