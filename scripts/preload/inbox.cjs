/**
 * Loaded into maildev by scripts/stack.ts (--require). The mails contain links that grant access, and maildev
 * answers all web pages with credentials, shows attachments as pages of its own, and accepts any host name.
 */
const { timingSafeEqual, createHash } = require('node:crypto');
const { LATE_MODULES } = require('./inbox-source.cjs');
const { guardRequests } = require('./requests.cjs');
const { changeSource } = require('./source-changes.cjs');

/**
 * 127.0.0.0/8, ::1 and the names that never leave the machine (RFC 6761, section 6.3), with or without a
 * port.
 */
const LOOPBACK = /^(?:localhost|(?:[a-z0-9-]+\.)+localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i;

const expected = `Basic ${Buffer.from(`${process.env.INBOX_USER}:${process.env.INBOX_PASSWORD}`).toString('base64')}`;
const digest = (text) => createHash('sha256').update(text).digest();

const isAuthorized = (header) => header !== undefined && timingSafeEqual(digest(header), digest(expected));

/** A page of another origin can send a body of any other type without a preflight. */
const isJson = (type) => /^\s*application\/json\s*(?:;|$)/i.test(type);

function refusalOf({ headers }) {
  const { host, origin, authorization, 'content-type': type } = headers;
  if (!LOOPBACK.test(host ?? ''))
    return { status: 421, text: 'This inbox answers to loopback host names only.\n' };
  if (origin !== undefined && origin !== `http://${host}`)
    return { status: 403, text: 'Pages of other origins may not read this inbox.\n' };
  if (type !== undefined && !isJson(type))
    return { status: 415, text: 'Content-Type must be application/json.\n' };
  if (isAuthorized(authorization)) return undefined;
  const headersOfRefusal = { 'www-authenticate': 'Basic realm="Mail inbox", charset="UTF-8"' };
  const text = 'The start of the app printed the address of this inbox with its user and password.\n';
  return { status: 401, text, headers: headersOfRefusal };
}

const SEALED = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'SAMEORIGIN',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'private, no-store',
};

/** Content written by senders, in contrast to the pages of the inbox. It runs no script and sends no form. */
const SENT = /^\/api\/email\/[^/]+\/(?<part>html|source|attachment)(?:[/?]|$)/;
const SENT_POLICY =
  "default-src 'none'; img-src * data:; style-src * 'unsafe-inline'; font-src * data:; media-src *";

/** Images are shown in mails; anything else is saved, not opened. */
const isShown = (part, type) => part === 'html' || (part === 'attachment' && /^image\/(?!svg)/i.test(type));

function sealResponse({ url, headers }, response) {
  // The CORS plugin would answer it, and does not see that it is our own.
  delete headers.origin;
  const part = SENT.exec(url)?.groups.part;
  const writeHead = response.writeHead;
  response.writeHead = function (status, ...rest) {
    const given =
      rest.find((value) => !Array.isArray(value) && typeof value === 'object' && value !== null) ?? {};
    for (const [name, value] of Object.entries(given)) response.setHeader(name, value);
    for (const name of response.getHeaderNames())
      if (name.startsWith('access-control-')) response.removeHeader(name);
    for (const [name, value] of Object.entries(SEALED)) response.setHeader(name, value);
    if (part !== undefined) {
      response.setHeader(
        'content-security-policy',
        `${SENT_POLICY}; sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox`,
      );
      const type = String(response.getHeader('content-type') ?? '');
      if (!isShown(part, type)) response.setHeader('content-disposition', 'attachment');
    }
    return writeHead.call(response, status);
  };
}

changeSource('maildev', LATE_MODULES);
guardRequests(refusalOf, sealResponse);
