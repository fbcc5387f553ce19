import { randomInt, randomUUID } from 'node:crypto';
import { send } from './client.ts';
import { API_KEY } from './process.ts';
import { benchUser, PASSWORD } from './users.ts';

const headers = { 'content-type': 'application/json', 'cdi-version': '5.4', 'api-key': API_KEY };

/** Calls the core. Throws unless the response is 200 with status OK. */
export async function callCore<T>(core: string, method: string, path: string, body?: object): Promise<T> {
  const { status, text } = await send(core + path, {
    method,
    headers,
    ...(body && { body: JSON.stringify(body) }),
  });
  if (status !== 200 || !text.includes('"status":"OK"'))
    throw new Error(`${method} ${path} returned ${status}: ${text}`);
  return JSON.parse(text) as T;
}

interface Tokens {
  accessToken: { token: string };
  refreshToken: { token: string };
}

export const createSession = (core: string, userId: string) =>
  callCore<Tokens>(core, 'POST', '/recipe/session', {
    userId,
    userDataInJWT: {},
    userDataInDatabase: {},
    useDynamicSigningKey: true,
    enableAntiCsrf: false,
  });

/** Creates the function that a client calls repeatedly. `users` is the number of existing users, or 0. */
type Operation = (core: string, users: number) => Promise<() => Promise<unknown>>;

const anyUser = (users: number) => benchUser(randomInt(users));
const anyUserId = (users: number) => (users === 0 ? randomUUID() : anyUser(users).userId);

const PAGE = 10;

export const operations = {
  'sign-in': (core, users) =>
    Promise.resolve(() =>
      callCore(core, 'POST', '/recipe/signin', { email: anyUser(users).email, password: PASSWORD }),
    ),
  'session create': (core, users) => Promise.resolve(() => createSession(core, anyUserId(users))),
  refresh: async (core, users) => {
    let { refreshToken } = await createSession(core, anyUserId(users));
    return async () => {
      const body = { refreshToken: refreshToken.token, enableAntiCsrf: false, useDynamicSigningKey: true };
      ({ refreshToken } = await callCore<Tokens>(core, 'POST', '/recipe/session/refresh', body));
    };
  },
  verify: async (core, users) => {
    const { accessToken } = await createSession(core, anyUserId(users));
    const checks = { doAntiCsrfCheck: false, enableAntiCsrf: false, checkDatabase: true };
    return () =>
      callCore(core, 'POST', '/recipe/session/verify', { accessToken: accessToken.token, ...checks });
  },
  'get user': (core, users) =>
    Promise.resolve(() => callCore(core, 'GET', `/user/id?userId=${anyUser(users).userId}`)),
  'users list': (core, users) =>
    Promise.resolve(() => {
      const { userId, timeJoined } = anyUser(users);
      const from = encodeURIComponent(Buffer.from(`${userId};${timeJoined}`).toString('base64'));
      return callCore(core, 'GET', `/users?limit=${PAGE}&paginationToken=${from}`);
    }),
} satisfies Record<string, Operation>;

export type OperationName = keyof typeof operations;

/** The requests of one measurement. */
export interface Load {
  /** Latencies in milliseconds. */
  readonly samples: number[];
  readonly seconds: number;
}

/** Starts clients and warms them up. Returns a function that lets them work for a number of seconds. */
export async function startClients(core: string, name: OperationName, clients: number, users: number) {
  const calls = await Promise.all(Array.from({ length: clients }, () => operations[name](core, users)));
  if (name !== 'sign-in')
    await Promise.all(
      calls.map(async (once) => {
        for (let i = 0; i < 50; i++) await once();
      }),
    );
  return async (seconds: number): Promise<Load> => {
    const samples: number[] = [];
    const startedAt = performance.now();
    const end = startedAt + seconds * 1000;
    const client = async (once: () => Promise<unknown>) => {
      for (let at = performance.now(); at < end;) {
        await once();
        const now = performance.now();
        samples.push(now - at);
        at = now;
      }
    };
    await Promise.all(calls.map(client));
    return { samples, seconds: (performance.now() - startedAt) / 1000 };
  };
}

/** Requests per second of the fastest round: other processes on the machine only slow a round down. */
export const perSecond = (turns: readonly Load[]): number =>
  Math.max(...turns.map(({ samples, seconds }) => samples.length / seconds));
