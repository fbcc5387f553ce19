import { randomUUID } from 'node:crypto';
import { LOCAL_CORE } from '../../config/env/env.ts';
import { freePort } from '../ports.ts';
import type { Child } from '../processes.ts';
import { startLocalCore } from '../localCore.ts';
import { stopAll } from '../stack.ts';
import { loadFunction, type FunctionEvent } from './built-function.ts';
import { quantile, type Figure } from './figures.ts';

const AUTH = '/.netlify/functions/auth';

/** Number of concurrent sign-ins of each kind, and of rounds. */
const AT_ONCE = 10;
const ROUNDS = 30;

/** Maximum difference of the medians. */
const MAX_RATIO = 1.05;

const post = (auth: FunctionEvent, route: string, email: string, password: string) => {
  const formFields = [
    { id: 'email', value: email },
    { id: 'password', value: password },
  ];
  return auth.call({ path: `${AUTH}/${route}`, method: 'POST', body: { formFields } });
};

async function timeSignIn(auth: FunctionEvent, email: string, times: number[]): Promise<void> {
  const startedAt = performance.now();
  const { body } = await post(auth, 'signin', email, `not the password ${randomUUID()}`);
  times.push(performance.now() - startedAt);
  if (!body.includes('WRONG_CREDENTIALS_ERROR')) throw new Error(`sign-in answered ${body}`);
}

/**
 * Both kinds at the same time. The core hashes in order of arrival, so each kind comes first equally often.
 */
async function round(
  auth: FunctionEvent,
  known: string[],
  times: Record<'known' | 'unknown', number[]>,
  at: number,
) {
  const signIns = known.flatMap((email, index) => {
    const pair = [
      () => timeSignIn(auth, email, times.known),
      () => timeSignIn(auth, `${randomUUID()}@example.com`, times.unknown),
    ];
    return (at + index) % 2 === 0 ? pair : pair.reverse();
  });
  await Promise.all(signIns.map((start) => start()));
}

/**
 * Medians of failed sign-ins with and without an account, with the built auth function and a core with real
 * hashing.
 */
export async function equalWorkFigures(): Promise<Figure[]> {
  const parts: Child[] = [];
  const core = await startLocalCore({
    port: await freePort(),
    data: ':memory:',
    onStart: (child) => parts.push(child),
  });
  try {
    const env = {
      SUPERTOKENS_CONNECTION_URI: new URL(core.url).origin,
      SUPERTOKENS_API_KEY: LOCAL_CORE.apiKey,
    };
    const auth = await loadFunction('auth', env);
    const known = Array.from({ length: AT_ONCE }, () => `${randomUUID()}@example.com`);
    for (const email of known) await post(auth, 'signup', email, 'quiet harbour lantern');
    const times = { known: [] as number[], unknown: [] as number[] };
    await round(auth, known, { known: [], unknown: [] }, 0);
    for (let at = 0; at < ROUNDS; at += 1) await round(auth, known, times, at);
    const medians = { account: quantile(times.known, 0.5), 'no account': quantile(times.unknown, 0.5) };
    const [faster, slower] = Object.entries(medians).sort(([, a], [, b]) => a - b);
    if (faster === undefined || slower === undefined) throw new Error('nothing was measured');
    return [
      {
        name: `failed sign-in, ${AT_ONCE} + ${AT_ONCE} at once, p50, ${slower[0]}`,
        value: slower[1],
        unit: 'ms',
        beside: { name: faster[0], value: faster[1] },
        limit: { of: 'ratio', at: MAX_RATIO },
      },
    ];
  } finally {
    await stopAll(parts);
  }
}
