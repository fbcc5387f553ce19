import { randomInt, randomUUID } from 'node:crypto';
import { LOCAL_CORE } from '../../config/env.ts';
import { benchUser, PASSWORD } from './core-users.ts';
import { timed } from './http.ts';

const headers = { 'content-type': 'application/json', 'cdi-version': '5.4', 'api-key': LOCAL_CORE.apiKey };

/** Asks the core, and takes nothing but 200 and OK for an answer: under any load, an error ends the bench. */
export async function askCore<T>(core: string, method: string, path: string, body?: object): Promise<T> {
  const { status, body: answer } = await timed(core + path, {
    method,
    headers,
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = answer.toString();
  if (status !== 200 || !text.includes('"status":"OK"'))
    throw new Error(`${method} ${path} answered ${status}: ${text}`);
  return JSON.parse(text) as T;
}

interface Tokens {
  accessToken: { token: string };
  refreshToken: { token: string };
}

export const createSession = (core: string, userId: string) =>
  askCore<Tokens>(core, 'POST', '/recipe/session', {
    userId,
    userDataInJWT: {},
    userDataInDatabase: {},
    useDynamicSigningKey: true,
    enableAntiCsrf: false,
  });

/** Makes the function that one client calls again and again. `users` is how many there are to choose from; 0 for none. */
type Operation = (core: string, users: number) => Promise<() => Promise<unknown>>;

const anyUser = (users: number) => benchUser(randomInt(users));
const anyUserId = (users: number) => (users === 0 ? randomUUID() : anyUser(users).userId);

const PAGE = 10;

export const operations = {
  'sign-in': (core, users) =>
    Promise.resolve(() =>
      askCore(core, 'POST', '/recipe/signin', { email: anyUser(users).email, password: PASSWORD }),
    ),
  'session create': (core, users) => Promise.resolve(() => createSession(core, anyUserId(users))),
  refresh: async (core, users) => {
    let { refreshToken } = await createSession(core, anyUserId(users));
    return async () => {
      const body = { refreshToken: refreshToken.token, enableAntiCsrf: false, useDynamicSigningKey: true };
      ({ refreshToken } = await askCore<Tokens>(core, 'POST', '/recipe/session/refresh', body));
    };
  },
  verify: async (core, users) => {
    const { accessToken } = await createSession(core, anyUserId(users));
    const checks = { doAntiCsrfCheck: false, enableAntiCsrf: false, checkDatabase: true };
    return () =>
      askCore(core, 'POST', '/recipe/session/verify', { accessToken: accessToken.token, ...checks });
  },
  'get user': (core, users) =>
    Promise.resolve(() => askCore(core, 'GET', `/user/id?userId=${anyUser(users).userId}`)),
  'users list': (core, users) =>
    Promise.resolve(() => {
      const { userId, timeJoined } = anyUser(users);
      const from = encodeURIComponent(Buffer.from(`${userId};${timeJoined}`).toString('base64'));
      return askCore(core, 'GET', `/users?limit=${PAGE}&paginationToken=${from}`);
    }),
} satisfies Record<string, Operation>;

export type OperationName = keyof typeof operations;

/** How long each call of a stretch of time took, in milliseconds, and how long the stretch was. */
export interface Load {
  readonly samples: number[];
  readonly seconds: number;
}

/** Clients that have warmed up, and work whenever they are told to. */
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
    const begun = performance.now();
    const end = begun + seconds * 1000;
    const client = async (once: () => Promise<unknown>) => {
      for (let at = performance.now(); at < end;) {
        await once();
        const now = performance.now();
        samples.push(now - at);
        at = now;
      }
    };
    await Promise.all(calls.map(client));
    return { samples, seconds: (performance.now() - begun) / 1000 };
  };
}

/** Requests a second, of the best turn: whatever else happens on the machine only ever slows a turn down. */
export const perSecond = (turns: readonly Load[]): number =>
  Math.max(...turns.map(({ samples, seconds }) => samples.length / seconds));
