/** @jest-environment node */
import {
  AUTH,
  credentials,
  signUp,
  startFunctionWorld,
  type FunctionWorld,
} from '../support/functionWorld.ts';

const TRIES = 200;
const AT_ONCE = 4;

let world: FunctionWorld;
beforeAll(async () => {
  // With passwords that are really hashed: the time that this takes is what must not be seen.
  world = await startFunctionWorld({}, false);
  await signUp(world.newBrowser(), 'known@example.com');
});
afterAll(() => world.close());

async function timedSignIn(email: string): Promise<{ body: string; took: number }> {
  const begun = performance.now();
  const body = credentials(email, 'not the password 1');
  const response = await world.newBrowser().send({ method: 'POST', path: `${AUTH}/signin`, body });
  return { body: response.body, took: performance.now() - begun };
}

const median = (values: number[]): number =>
  values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

it('a wrong password and an unknown e-mail get the same answer in the same time', async () => {
  const seen = { known: [] as number[], unknown: [] as number[] };
  const bodies = new Set<string>();
  for (let done = 0; done < TRIES; done += AT_ONCE) {
    const emails = Array.from({ length: AT_ONCE }, (_, at) => `nobody-${done + at}@example.com`);
    const [known, unknown] = await Promise.all([
      Promise.all(emails.map(() => timedSignIn('known@example.com'))),
      Promise.all(emails.map(timedSignIn)),
    ]);
    for (const { body } of [...known, ...unknown]) bodies.add(body);
    seen.known.push(...known.map(({ took }) => took));
    seen.unknown.push(...unknown.map(({ took }) => took));
  }
  expect([...bodies]).toEqual(['{"status":"WRONG_CREDENTIALS_ERROR"}']);
  expect(seen.known).toHaveLength(TRIES);
  expect(Math.abs(median(seen.known) - median(seen.unknown))).toBeLessThan(10);
}, 90_000);

it('whether an e-mail address is taken is told to nobody who asks, and the core is not asked', async () => {
  const ask = async (email: string) =>
    (await world.newBrowser().send({ path: `${AUTH}/emailpassword/email/exists`, query: { email } })).body;
  world.core.reset();
  expect(await ask('known@example.com')).toBe('{"status":"OK","exists":false}');
  expect(await ask('known@example.com')).toBe(await ask('unknown@example.com'));
  expect(world.core.calls).toEqual([]);
});
