import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { USER_FUNCTION } from '../../config/contracts/session.ts';
import { LOCAL_CORE } from '../../config/env/env.ts';
import { freePort } from '../ports.ts';
import type { Child } from '../processes.ts';
import { startLocalCore } from '../localCore.ts';
import { stopAll } from '../stack.ts';
import { builtZip, loadFunction, packFunction, type FunctionEvent } from './built-function.ts';
import { quantile, type Figure } from './figures.ts';

const AUTH = '/.netlify/functions/auth';
const COUNT = 1000;
const WARM_UP = 100;

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

const NAMES = ['ours', 'jose', 'empty'] as const;
type FunctionsOfBench = Record<(typeof NAMES)[number], FunctionEvent>;
type Medians = Record<(typeof NAMES)[number], number>;

/** Milliseconds of a call that is answered. */
async function timed({ call }: FunctionEvent, cookie: string): Promise<number> {
  const startedAt = performance.now();
  const { status, body } = await call({ path: USER_FUNCTION, method: 'GET', cookie });
  if (status !== 200) throw new Error(`A function of the bench answered ${status}: ${body}`);
  return performance.now() - startedAt;
}

/** Medians of warm calls in milliseconds. Taken in turns, so that all have the same state of the machine. */
async function warmCalls(functions: FunctionsOfBench, cookie: string): Promise<Medians> {
  const samples = { ours: [] as number[], jose: [] as number[], empty: [] as number[] };
  for (let i = -WARM_UP; i < COUNT; i++)
    for (const name of NAMES) {
      const time = await timed(functions[name], cookie);
      if (i >= 0) samples[name].push(time);
    }
  const median = (name: keyof Medians) => quantile(samples[name], 0.5);
  return { ours: median('ours'), jose: median('jose'), empty: median('empty') };
}

/** Functions that only verify the token of the cookie by jose, and that only answer. */
async function references(core: string): Promise<Pick<FunctionsOfBench, 'jose' | 'empty'>> {
  const jwks = await (await fetch(`${core}/.well-known/jwks.json`)).text();
  const folder = join(import.meta.dirname, 'bare-functions');
  const load = async (name: string, env: Record<string, string>) =>
    loadFunction(await packFunction(join(folder, `${name}.ts`)), env);
  return { jose: await load('verify', { BENCH_JWKS: jwks }), empty: await load('empty', {}) };
}

function figuresOf(kind: string, { ours, jose, empty }: Medians, calls: number): Figure[] {
  return [
    {
      name: `user function, warm, token ${kind}, p50`,
      value: ours,
      unit: 'ms',
      beside: { name: 'a function with jose only', value: jose },
      limit: { of: 'ratio', at: 2.2 },
    },
    {
      name: "of it without Netlify's runtime, as for an empty function",
      value: ours - empty,
      unit: 'ms',
      beside: { name: 'a function with jose only', value: jose - empty },
    },
    {
      name: `calls to the core per verification, token ${kind}`,
      value: calls,
      unit: 'calls',
      limit: { of: 'value', at: 0 },
    },
  ];
}

/**
 * Latency of the built user function, warm, beside that of a function that only verifies the token by jose,
 * and its calls to the core.
 */
export async function verificationFigures(): Promise<Figure[]> {
  const parts: Child[] = [];
  const core = await startLocalCore({
    port: await freePort(),
    data: ':memory:',
    onStart: (child) => parts.push(child),
  });
  const origin = new URL(core.url).origin;
  const proxy = await countingProxy(origin);
  try {
    const env = { SUPERTOKENS_CONNECTION_URI: proxy.url, SUPERTOKENS_API_KEY: LOCAL_CORE.apiKey };
    const auth = await loadFunction(builtZip('auth'), env);
    const functions = { ours: await loadFunction(builtZip('user'), env), ...(await references(origin)) };
    const figures: Figure[] = [];
    for (const [kind, cookie] of Object.entries(await sessionCookies(auth.call))) {
      await functions.ours.call({ path: USER_FUNCTION, method: 'GET', cookie });
      const before = proxy.calls();
      const medians = await warmCalls(functions, cookie);
      figures.push(...figuresOf(kind, medians, (proxy.calls() - before) / (COUNT + WARM_UP)));
    }
    return figures;
  } finally {
    proxy.server.close();
    proxy.server.closeAllConnections();
    await stopAll(parts);
  }
}
