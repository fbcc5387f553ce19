import { randomUUID } from 'node:crypto';
import { LOCAL_CORE } from '../../config/env.ts';
import { freePort } from '../ports.ts';
import type { Child } from '../processes.ts';
import { startLocalCore, stopAll } from '../stack.ts';
import type { Figure } from './figures.ts';
import { timed } from './http.ts';

const SECONDS = 3;

/** Requests a second of the real core 11.4.7 on a machine of this kind, in memory; see docs/decisions. */
const REAL_CORE: Record<string, Record<number, number>> = {
  'session create': { 1: 425, 8: 980 },
  refresh: { 1: 415, 8: 900 },
};

const session = {
  userDataInJWT: {},
  userDataInDatabase: {},
  useDynamicSigningKey: true,
  enableAntiCsrf: false,
};

interface Tokens {
  accessToken: { token: string };
  refreshToken: { token: string };
}

async function call<T>(core: string, path: string, body: unknown): Promise<T> {
  const { status, body: answer } = await timed(core + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'cdi-version': '5.4', 'api-key': LOCAL_CORE.apiKey },
    body: JSON.stringify(body),
  });
  if (status !== 200) throw new Error(`${path} answered ${status}: ${answer.toString()}`);
  return JSON.parse(answer.toString()) as T;
}

const create = (core: string) =>
  call<Tokens>(core, '/public/recipe/session', { userId: randomUUID(), ...session });

/** Each operation, as a function that a client calls again and again. */
const operations: Record<string, (core: string) => Promise<() => Promise<unknown>>> = {
  'session create': (core) => Promise.resolve(() => create(core)),
  verify: async (core) => {
    const { accessToken } = await create(core);
    const body = {
      accessToken: accessToken.token,
      doAntiCsrfCheck: false,
      enableAntiCsrf: false,
      checkDatabase: true,
    };
    return () => call(core, '/recipe/session/verify', body);
  },
  refresh: async (core) => {
    let { refreshToken } = await create(core);
    return async () => {
      const body = { refreshToken: refreshToken.token, enableAntiCsrf: false, useDynamicSigningKey: true };
      ({ refreshToken } = await call<Tokens>(core, '/recipe/session/refresh', body));
    };
  },
};

async function perSecond(core: string, operation: string, clients: number): Promise<number> {
  let done = 0;
  let end = Infinity;
  const client = async () => {
    const once = await operations[operation]?.(core);
    for (let i = 0; i < 50; i++) await once?.();
    end = Math.min(end, performance.now() + SECONDS * 1000);
    for (; performance.now() < end; done++) await once?.();
  };
  await Promise.all(Array.from({ length: clients }, client));
  return done / SECONDS;
}

/** Requests a second of the local core, in memory and durable, at one client and at eight. */
export async function coreFigures(data: ':memory:' | (string & {})): Promise<Figure[]> {
  const parts: Child[] = [];
  const figures: Figure[] = [];
  try {
    const { url } = await startLocalCore({
      port: await freePort(),
      data,
      onStart: (child) => parts.push(child),
    });
    for (const operation of Object.keys(operations)) {
      for (const clients of [1, 8]) {
        const real = REAL_CORE[operation]?.[clients];
        figures.push({
          name: `core ${data === ':memory:' ? 'in memory' : 'durable'}: ${operation}, ${clients} client${clients > 1 ? 's' : ''}`,
          value: await perSecond(new URL(url).origin, operation, clients),
          unit: 'requests/s',
          ...(real && { beside: { name: 'real core (recorded)', value: real } }),
        });
      }
    }
    return figures;
  } finally {
    await stopAll(parts);
  }
}
