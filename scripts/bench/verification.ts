import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipFunction } from '@netlify/zip-it-and-ship-it';
import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from 'jose';
import { LOCAL_CORE } from '../../config/env/env.ts';
import { freePort } from '../ports.ts';
import type { Child } from '../processes.ts';
import { startLocalCore } from '../localCore.ts';
import { stopAll } from '../stack.ts';
import { loadFunction, type FunctionEvent } from './built-function.ts';
import { quantile, type Figure } from './figures.ts';

const AUTH = '/.netlify/functions/auth';
const COUNT = 1000;

/** Forwards all requests to the core, and counts them. */
async function countingProxy(core: string): Promise<{ url: string; calls: () => number; server: Server }> {
  let calls = 0;
  const server = createServer((incoming, outgoing) => {
    calls += 1;
    const options = { method: incoming.method, headers: incoming.headers };
    const onward = request(core + (incoming.url ?? ''), options, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(onward);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, calls: () => calls, server };
}

/** Returns the cookies of a browser that had `jar` and receives these. */
function cookieHeader(setCookies: readonly string[], jar = ''): string {
  const pairs = [...jar.split('; '), ...setCookies.map((cookie) => cookie.split(';')[0] ?? '')];
  const named = new Map(pairs.filter(Boolean).map((pair) => [pair.slice(0, pair.indexOf('=')), pair]));
  return [...named.values()].join('; ');
}

async function sessionCookies(auth: FunctionEvent['call']) {
  const formFields = [
    { id: 'email', value: 'bench@example.com' },
    { id: 'password', value: 'correct horse 7 battery' },
  ];
  const signedUp = cookieHeader(
    (await auth({ path: `${AUTH}/signup`, method: 'POST', body: { formFields } })).cookies,
  );
  const refresh = await auth({ path: `${AUTH}/session/refresh`, method: 'POST', cookie: signedUp });
  const promoted = cookieHeader(refresh.cookies, signedUp);
  // proxy.ts redirects a page with an unconfirmed token through the hop, which exchanges it.
  const hop = await auth({ path: `${AUTH}/session/refresh/navigate`, method: 'GET', cookie: promoted });
  return { 'signed in': signedUp, refreshed: cookieHeader(hop.cookies, promoted) };
}

async function samplesOf(once: () => Promise<unknown>): Promise<number[]> {
  const samples: number[] = [];
  for (let i = -100; i < COUNT; i++) {
    const startedAt = performance.now();
    await once();
    if (i >= 0) samples.push(performance.now() - startedAt);
  }
  return samples;
}

/** Milliseconds that jose needs to verify the same token with a known key. */
async function bareVerification(core: string, cookie: string): Promise<number> {
  const token = decodeURIComponent(/sAccessToken=([^;]+)/.exec(cookie)?.[1] ?? '');
  const keys = createLocalJWKSet(
    (await (await fetch(`${core}/.well-known/jwks.json`)).json()) as JSONWebKeySet,
  );
  return quantile(await samplesOf(() => jwtVerify(token, keys)), 0.5);
}

/** Milliseconds that Netlify's runtime needs for a function that only answers. */
async function emptyFunction(cookie: string): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-empty-'));
  try {
    const source = join(folder, 'empty.mjs');
    writeFileSync(source, "export default () => new Response('{}');\n");
    const packed = await zipFunction(source, folder, { config: { '*': { nodeBundler: 'none' } } });
    if (packed === undefined) throw new Error('Netlify packs no empty function.');
    const { call } = await loadFunction('empty', {}, packed.path);
    const once = () => call({ path: '/.netlify/functions/empty', method: 'GET', cookie });
    const { status } = await once();
    if (status !== 200) throw new Error(`The empty function answered ${status}`);
    return quantile(await samplesOf(once), 0.5);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Adds what of the time of a verification is Netlify's runtime, and what is not. */
function partsOf(total: number, runtime: number, beside: { name: string; value: number }): Figure[] {
  const part = (name: string, value: number): Figure => ({ name, value, unit: 'ms', beside });
  return [
    part("of it Netlify's runtime, as for an empty function, p50", runtime),
    part('of it the user function itself', total - runtime),
  ];
}

/**
 * Latency of the built user function, warm, compared with a bare jose verification, and its calls to the
 * core.
 */
export async function verificationFigures(): Promise<Figure[]> {
  const parts: Child[] = [];
  const core = await startLocalCore({
    port: await freePort(),
    data: ':memory:',
    onStart: (child) => parts.push(child),
  });
  const proxy = await countingProxy(new URL(core.url).origin);
  try {
    const env = { SUPERTOKENS_CONNECTION_URI: proxy.url, SUPERTOKENS_API_KEY: LOCAL_CORE.apiKey };
    const [auth, user] = [await loadFunction('auth', env), await loadFunction('user', env)];
    const cookies = await sessionCookies(auth.call);
    const figures: Figure[] = [];
    for (const [kind, cookie] of Object.entries(cookies)) {
      const call = () => user.call({ path: '/.netlify/functions/user', method: 'GET', cookie });
      const { status } = await call();
      if (status !== 200) throw new Error(`user answered ${status} to a token just ${kind}`);
      const before = proxy.calls();
      const value = quantile(await samplesOf(call), 0.5);
      const asked = (proxy.calls() - before) / (COUNT + 100);
      const beside = { name: 'bare jose', value: await bareVerification(new URL(core.url).origin, cookie) };
      figures.push({ name: `user function, warm, token ${kind}, p50`, value, unit: 'ms', beside });
      figures.push(...partsOf(value, await emptyFunction(cookie), beside));
      figures.push({
        name: `calls to the core per verification, token ${kind}`,
        value: asked,
        unit: 'calls',
        limit: { of: 'value', at: 0 },
      });
    }
    return figures;
  } finally {
    proxy.server.close();
    proxy.server.closeAllConnections();
    await stopAll(parts);
  }
}
