import { join } from 'node:path';
import { AREAS, pagePaths } from '../../config/areas.ts';
import { HOME_PATH } from '../../config/supertokens/appInfo.ts';
import { giveAdminRole } from '../admin-role.ts';
import { buildApp } from '../app-build.ts';
import { freePort } from '../ports.ts';
import type { Child } from '../processes.ts';
import { startLocalCore } from '../localCore.ts';
import { startFront, stopAll } from '../stack.ts';
import { LOCAL_CORE } from '../../config/env/env.ts';
import { BARE_APP, buildBareApp } from './bare-app.ts';
import { browserWeight } from './browser-weight.ts';
import { quantile, type Figure } from './figures.ts';
import { loadOf, timed, ttfbSamples, type Load } from './http.ts';
import { passkeyScriptWeight, scriptWeight } from './page-weight.ts';
import { signUp } from './sign-up.ts';

async function buildBoth(): Promise<void> {
  // `npm start` uses the result afterwards, so it has to be the complete build.
  const codes = [await buildApp(), await buildBareApp()];
  if (codes.some((code) => code !== 0)) throw new Error('A build failed.');
}

/** The app and a bare Next app, each built for production and behind the same kind of front. */
async function serveBoth(parts: Child[]) {
  await buildBoth();
  const onStart = (child: Child) => parts.push(child);
  const core = await startLocalCore({ port: await freePort(), data: ':memory:', onStart });
  const env = {
    SUPERTOKENS_CONNECTION_URI: new URL(core.url).origin,
    SUPERTOKENS_API_KEY: LOCAL_CORE.apiKey,
  };
  // The bare one first: netlify-cli considers it part of this repository and empties the folder of built
  // functions.
  const bare = await startFront({
    mode: 'production',
    port: await freePort(),
    env: {},
    onStart,
    folder: BARE_APP,
  });
  const product = await startFront({ mode: 'production', port: await freePort(), env, onStart });
  return { product: new URL(product.url).origin, bare: new URL(bare.url).origin, env };
}

/**
 * The path of one page below an area that has pages for single users and the like: the first that the area
 * links to.
 */
async function nestedPage(product: string, path: string, cookie: string): Promise<string | undefined> {
  const { body } = await timed(`${product}${path}`, { headers: { cookie } });
  return new RegExp(`href="(${path}/[^"?#]+)"`).exec(body.toString())?.[1];
}

/** The pages behind sign-in, and what their figures call them. */
async function pagesBehindSignIn(product: string, cookie: string): Promise<Map<string, string>> {
  const pages = new Map(pagePaths('signed-in', 'admin').map((path) => [path, path]));
  for (const path of [...pages.keys()].filter((one) => AREAS[one]?.nested === true)) {
    const nested = await nestedPage(product, path, cookie);
    if (nested === undefined) throw new Error(`${path} links to no page below it`);
    pages.set(nested, `${path}/…`);
  }
  return pages;
}

async function weights(product: string, bare: string, cookie: string): Promise<Figure[]> {
  const beside = { name: 'bare Next', value: await scriptWeight(`${bare}/`) };
  const page = (name: string, value: number, at: number): Figure => ({
    name: `JS of ${name}, gzip`,
    value,
    unit: 'KiB',
    beside,
    limit: { of: 'difference', at },
  });
  const signedInPages: Figure[] = [];
  for (const [path, name] of await pagesBehindSignIn(product, cookie)) {
    const weight = await scriptWeight(`${product}${path}`, { cookie });
    signedInPages.push(page(name, weight, path === HOME_PATH ? 6 : 12));
  }
  return [
    page('landing', await scriptWeight(`${product}/`), 1.5),
    ...signedInPages,
    {
      name: 'JS of /auth, gzip, all a browser loads',
      value: await browserWeight(`${product}/auth`),
      unit: 'KiB',
      beside,
      limit: { of: 'value', at: 200 },
    },
    {
      name: 'JS of passkeys, gzip, part of the last',
      value: passkeyScriptWeight(join(import.meta.dirname, '..', '..', '.next')),
      unit: 'KiB',
      limit: { of: 'value', at: 6 },
    },
  ];
}

/** KiB of the HTML of a page, which contains what its components render twice: also as data for React. */
async function documentFigure(product: string, bare: string, cookie: string): Promise<Figure> {
  const weigh = async (url: string, headers = {}) => (await timed(url, { headers })).body.length / 1024;
  return {
    name: 'HTML of /session, not compressed',
    value: await weigh(`${product}/session`, { cookie }),
    unit: 'KiB',
    beside: { name: 'bare dynamic page', value: await weigh(`${bare}/dynamic`) },
    limit: { of: 'value', at: 36 },
  };
}

async function firstBytes(product: string, bare: string, cookie: string): Promise<Figure[]> {
  // In turns, so that both have the same state of the machine.
  const samples = { session: [] as number[], bare: [] as number[] };
  for (let turn = 0; turn < 4; turn++) {
    samples.bare.push(...(await ttfbSamples(`${bare}/dynamic`, {}, 50)));
    samples.session.push(...(await ttfbSamples(`${product}/session`, { cookie }, 50)));
  }
  return [
    {
      name: 'TTFB of /session, p50',
      value: quantile(samples.session, 0.5),
      unit: 'ms',
      beside: { name: 'bare dynamic page', value: quantile(samples.bare, 0.5) },
      limit: { of: 'ratio', at: 1.8 },
    },
  ];
}

const CLIENTS = 8;

/** Requests of one turn, and turns: the first warms both up. */
const LOAD_COUNT = 400;
const LOAD_TURNS = 4;

const perSecond = (loads: readonly Load[]): number =>
  (loads.length * LOAD_COUNT * 1000) / loads.reduce((sum, { durationMs }) => sum + durationMs, 0);

/** Requests per second with several clients. No request may fail. */
async function throughput(product: string, bare: string, cookie: string): Promise<Figure[]> {
  const load = { clients: CLIENTS, count: LOAD_COUNT };
  const loads = { session: [] as Load[], bare: [] as Load[] };
  for (let turn = 0; turn < LOAD_TURNS; turn++) {
    loads.bare.push(await loadOf(`${bare}/dynamic`, {}, load));
    loads.session.push(await loadOf(`${product}/session`, { cookie }, load));
  }
  const [session, beside] = [loads.session.slice(1), loads.bare.slice(1)];
  const ttfbs = session.flatMap((one) => one.ttfbs);
  const latency = { p50: quantile(ttfbs, 0.5), p99: quantile(ttfbs, 0.99) };
  return [
    {
      name: `requests/s of /session, ${CLIENTS} clients`,
      value: perSecond(session),
      unit: '1/s',
      latency,
      beside: { name: 'bare dynamic page', value: perSecond(beside) },
      limit: { of: 'ratio', at: 0.61, atLeast: true },
    },
    {
      name: `TTFB of /session, ${CLIENTS} clients, p99`,
      value: latency.p99,
      unit: 'ms',
      beside: { name: 'p50', value: latency.p50 },
      limit: { of: 'ratio', at: 5 },
    },
  ];
}

/** Page weights and times to first byte, compared with a bare Next app in the same run. */
export async function pageFigures(): Promise<Figure[]> {
  const parts: Child[] = [];
  try {
    const { product, bare, env } = await serveBoth(parts);
    const cookie = await signUp(product, 'administrator@example.com');
    await giveAdminRole(product, cookie, env);
    return [
      ...(await weights(product, bare, cookie)),
      await documentFigure(product, bare, cookie),
      ...(await firstBytes(product, bare, cookie)),
      ...(await throughput(product, bare, cookie)),
    ];
  } finally {
    await stopAll(parts);
  }
}
