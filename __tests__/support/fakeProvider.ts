import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { exportJWK, generateKeyPair, SignJWT, type JWK, type JWTPayload } from 'jose';

/** Who signs in at the provider. */
export interface ProviderUser {
  sub: string;
  email?: string;
  email_verified?: boolean | string;
}

interface Grant {
  clientId: string;
  redirectUri: string;
  nonce: string | null;
  challenge: string | null;
}

/** A path of the provider, and how it answers instead of as it should. */
type Fault = 'silent' | 'failing' | 'garbage' | 'wrong-json' | 'refused';

/** An OpenID provider on a free port, and GitHub below `/github`, whose answers a test chooses. */
export interface FakeProvider {
  readonly url: string;
  /** `METHOD /path` of each request. */
  readonly requests: string[];
  /** The user who signs in next. */
  user: ProviderUser;
  /** Changes the ID token that is issued next. */
  claims: JWTPayload;
  /** Signs ID tokens with a key that is not published. */
  usesOtherKey: boolean;
  /** Sends ID tokens without an address, which only the userinfo endpoint has then. */
  hidesEmail: boolean;
  setFault: (path: string, fault: Fault | undefined) => void;
  /** What the provider sends the browser back with when the user agrees. */
  agree: (authorizationUrl: string) => { redirectUri: string; query: Record<string, string> };
  close: () => Promise<void>;
}

const json = (response: ServerResponse, body: unknown, status = 200) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

function answerFault(fault: Fault, response: ServerResponse): void {
  if (fault === 'refused') response.destroy();
  else if (fault === 'failing')
    response.writeHead(500, { 'content-type': 'text/html' }).end('<h1>Error</h1>');
  else if (fault === 'garbage')
    response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Hello</h1>');
  else if (fault === 'wrong-json') json(response, { unexpected: true });
}

const secretOf = ({ headers }: IncomingMessage, form: URLSearchParams): string | null => {
  const [, basic] = /^Basic (.+)$/.exec(headers.authorization ?? '') ?? [];
  return basic === undefined
    ? form.get('client_secret')
    : decodeURIComponent(Buffer.from(basic, 'base64').toString().split(':')[1] ?? '');
};

const s256 = (verifier: string | null) =>
  createHash('sha256')
    .update(verifier ?? '')
    .digest('base64url');

/** GitHub's ids are numbers. */
const numberOf = (sub: string) =>
  parseInt(createHash('sha256').update(sub).digest('hex').slice(0, 8), 16) + 1;

/** What the answers of a provider are made of. */
interface Answering {
  readonly provider: FakeProvider;
  /** By the code that names them. */
  readonly grants: Map<string, Grant>;
  /** Signs ID tokens: `published` is in the provider's key set. */
  readonly keys: { published: CryptoKey; other: CryptoKey };
}

function issueIdToken({ provider, keys }: Answering, { clientId, nonce }: Grant): Promise<string> {
  const { sub, ...address } = provider.user;
  return new SignJWT({ ...(provider.hidesEmail ? {} : address), nonce, ...provider.claims })
    .setProtectedHeader({ alg: 'RS256', kid: 'one' })
    .setIssuer(provider.claims.iss ?? provider.url)
    .setSubject(sub)
    .setAudience(provider.claims.aud ?? clientId)
    .setIssuedAt()
    .setExpirationTime(provider.claims.exp ?? '5m')
    .sign(provider.usesOtherKey ? keys.other : keys.published);
}

async function answerToken(
  answering: Answering,
  request: IncomingMessage,
  response: ServerResponse,
  isGitHub: boolean,
) {
  const form = new URLSearchParams(await text(request));
  const code = form.get('code') ?? '';
  const grant = answering.grants.get(code);
  answering.grants.delete(code);
  const isRight =
    grant?.redirectUri === form.get('redirect_uri') && grant.challenge === s256(form.get('code_verifier'));
  if (secretOf(request, form) !== 'local-secret') json(response, { error: 'invalid_client' }, 401);
  else if (grant === undefined || !isRight) json(response, { error: 'invalid_grant' }, isGitHub ? 200 : 400);
  else if (isGitHub) json(response, { access_token: 'token', token_type: 'bearer', scope: 'user:email' });
  else {
    const id_token = await issueIdToken(answering, grant);
    json(response, { access_token: 'token', token_type: 'Bearer', expires_in: 60, id_token });
  }
}

/** @see https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderMetadata */
const metadataOf = (url: string) => ({
  issuer: url,
  authorization_endpoint: `${url}/auth`,
  token_endpoint: `${url}/token`,
  userinfo_endpoint: `${url}/userinfo`,
  jwks_uri: `${url}/jwks`,
  response_types_supported: ['code'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256'],
  authorization_response_iss_parameter_supported: true,
});

type Answer = (request: IncomingMessage, response: ServerResponse) => unknown;

/** The answers by `METHOD /path`. */
function answersOf(answering: Answering, publicKey: JWK): Partial<Record<string, Answer>> {
  const { provider } = answering;
  return {
    'GET /.well-known/openid-configuration': (_, response) => json(response, metadataOf(provider.url)),
    'GET /jwks': (_, response) => json(response, { keys: [publicKey] }),
    'POST /token': (request, response) => answerToken(answering, request, response, false),
    'GET /userinfo': (_, response) => json(response, provider.user),
    'POST /github/login/oauth/access_token': (request, response) =>
      answerToken(answering, request, response, true),
    'GET /github/user': (_, response) => json(response, { id: numberOf(provider.user.sub) }),
    'GET /github/user/emails': (_, response) => {
      const { email, email_verified: verified } = provider.user;
      const old = { email: 'old@example.com', primary: false, verified: true };
      json(response, email === undefined ? [old] : [old, { email, primary: true, verified }]);
    },
  };
}

/** Grants what an authorization request asks for. Returns what the browser is sent back with. */
function grantRequest(grants: Map<string, Grant>, url: string, authorizationUrl: string) {
  const { searchParams, pathname } = new URL(authorizationUrl);
  const parameter = (name: string) => searchParams.get(name) ?? '';
  const code = randomUUID();
  grants.set(code, {
    clientId: parameter('client_id'),
    redirectUri: parameter('redirect_uri'),
    nonce: searchParams.get('nonce'),
    challenge: searchParams.get('code_challenge'),
  });
  const iss: Record<string, string> = pathname.startsWith('/github/') ? {} : { iss: url };
  return { redirectUri: parameter('redirect_uri'), query: { code, state: parameter('state'), ...iss } };
}

/** Starts a provider on a free port. */
export async function startFakeProvider(): Promise<FakeProvider> {
  const [published, other] = [await generateKeyPair('RS256'), await generateKeyPair('RS256')];
  const key = { ...(await exportJWK(published.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' };
  const faults = new Map<string, Fault>();
  const grants = new Map<string, Grant>();
  const waiting = new Set<ServerResponse>();
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider: FakeProvider = {
    url,
    requests: [],
    user: { sub: 'ada' },
    claims: {},
    usesOtherKey: false,
    hidesEmail: false,
    setFault: (path, fault) => {
      if (fault === undefined) faults.delete(path);
      else faults.set(path, fault);
    },
    agree: (authorizationUrl) => grantRequest(grants, url, authorizationUrl),
    close: async () => {
      for (const response of waiting) response.destroy();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  const keys = { published: published.privateKey, other: other.privateKey };
  const answers = answersOf({ provider, grants, keys }, key);
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    const name = `${request.method ?? ''} ${path}`;
    provider.requests.push(name);
    const fault = faults.get(path);
    waiting.add(response);
    response.on('close', () => waiting.delete(response));
    if (fault !== undefined) answerFault(fault, response);
    else void (answers[name] ?? ((_: unknown, unknown) => json(unknown, {}, 404)))(request, response);
  });
  return provider;
}
