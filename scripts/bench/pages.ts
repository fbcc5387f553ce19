import { join } from 'node:path';
import { buildApp } from '../app-build.ts';
import { freePort } from '../ports.ts';
import { run, type Child } from '../processes.ts';
import { startLocalCore } from '../localCore.ts';
import { startFront, stopAll } from '../stack.ts';
import { LOCAL_CORE } from '../../config/env/env.ts';
import { tool } from '../tools.ts';
import { browserWeight } from './browser-weight.ts';
import { quantile, type Figure } from './figures.ts';
import { timed, ttfbSamples } from './http.ts';
import { scriptWeight } from './page-weight.ts';
import { signUp } from './sign-up.ts';

const bareFolder = join(import.meta.dirname, 'bare-next');

async function buildBoth(): Promise<void> {
  // What is measured is left behind for `npm start`, so it has to be the whole build.
  const codes = [await buildApp(), await run(tool('next', ['build', bareFolder]))];
  if (codes.some((code) => code !== 0)) throw new Error('A build failed.');
}

/** The product and a bare Next application, each built for production and behind the same kind of front. */
async function serveBoth(parts: Child[]) {
  await buildBoth();
  const onStart = (child: Child) => parts.push(child);
  const core = await startLocalCore({ port: await freePort(), data: ':memory:', onStart });
  const env = {
    SUPERTOKENS_CONNECTION_URI: new URL(core.url).origin,
    SUPERTOKENS_API_KEY: LOCAL_CORE.apiKey,
  };
  // The bare one first: netlify-cli takes it for a part of this repository and empties the folder of built functions.
  const bare = await startFront({
    mode: 'production',
    port: await freePort(),
    env: {},
    onStart,
    folder: bareFolder,
  });
  const product = await startFront({ mode: 'production', port: await freePort(), env, onStart });
  return { product: new URL(product.url).origin, bare: new URL(bare.url).origin, env };
}

/** Signs an administrator up, and answers the cookies as a Cookie header. */
async function administrator(product: string, env: Record<string, string>): Promise<string> {
  const email = 'administrator@example.com';
  const cookie = await signUp(product, email);
  const code = await run([process.execPath, join(import.meta.dirname, '..', 'admin.ts'), 'give', email], env);
  if (code !== 0) throw new Error('nobody could be made an administrator');
  return cookie;
}

/** The address of the administrator's own page. */
async function userPage(product: string, cookie: string): Promise<string> {
  const { body } = await timed(`${product}/.netlify/functions/user`, { headers: { cookie } });
  const { userId } = JSON.parse(body.toString()) as { userId: string };
  return `${product}/admin/users/${userId}`;
}

const ACCOUNT_PAGES = [
  '/account',
  ...['sessions', 'password', 'email', 'delete', 'activity'].map((page) => `/account/${page}`),
  '/admin',
];

async function weights(product: string, bare: string, cookie: string): Promise<Figure[]> {
  const beside = { name: 'bare Next', value: await scriptWeight(`${bare}/`) };
  const page = (name: string, value: number, at: number): Figure => ({
    name: `JS of ${name}, gzip`,
    value,
    unit: 'KiB',
    beside,
    limit: { of: 'difference', at },
  });
  const accountPages: Figure[] = [];
  for (const path of ACCOUNT_PAGES)
    accountPages.push(page(path, await scriptWeight(`${product}${path}`, { cookie }), 12));
  return [
    page('landing', await scriptWeight(`${product}/`), 2),
    page('/session', await scriptWeight(`${product}/session`, { cookie }), 6),
    ...accountPages,
    page('/admin/users/…', await scriptWeight(await userPage(product, cookie), { cookie }), 12),
    {
      name: 'JS of /auth, gzip, all a browser loads',
      value: await browserWeight(`${product}/auth`),
      unit: 'KiB',
      beside,
      limit: { of: 'value', at: 210 },
    },
  ];
}

async function firstBytes(product: string, bare: string, cookie: string): Promise<Figure[]> {
  // In turns, so that both meet the same state of the machine.
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
      limit: { of: 'ratio', at: 2.5 },
    },
  ];
}

/** Page weights and times to first byte, against a bare Next application served in the same run. */
export async function pageFigures(): Promise<Figure[]> {
  const parts: Child[] = [];
  try {
    const { product, bare, env } = await serveBoth(parts);
    const cookie = await administrator(product, env);
    return [...(await weights(product, bare, cookie)), ...(await firstBytes(product, bare, cookie))];
  } finally {
    await stopAll(parts);
  }
}
