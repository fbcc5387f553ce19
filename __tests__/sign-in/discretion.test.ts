import { AUTH, credentials, restoreFloors, signUp, startTestApp, setUpTestApp } from '../support/testApp.ts';
import { requireLocalCore } from '../support/testCore.ts';

const KNOWN = 'known@example.com';
const TRIES = 40;

/** Few, so that they take less than the minimum time of a response on a busy machine. */
const AT_ONCE = 2;

/** The time that a slow core takes to hash a password, in milliseconds. It must not be observable. */
const HASHING_MS = 150;

const app = setUpTestApp(startTestApp);
beforeAll(async () => {
  await signUp(app.newBrowser(), KNOWN);
  restoreFloors();
});

async function timedSignIn(email: string, times: number[]): Promise<string> {
  const startedAt = performance.now();
  const body = credentials(email, 'not the password 1');
  const response = await app.newBrowser().send({ method: 'POST', path: `${AUTH}/signin`, body });
  times.push(performance.now() - startedAt);
  return response.body;
}

const median = (values: number[]): number =>
  values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

it('a wrong password and an unknown email get the same answer in the same time', async () => {
  requireLocalCore('the test needs test mode, in which the core takes no time for hashes');
  app.core.delayCallsWith(KNOWN, HASHING_MS);
  const seen = { known: [] as number[], unknown: [] as number[] };
  const bodies = new Set<string>();
  // Both kinds at the same time, so that the load of this machine affects both.
  for (let done = 0; done < TRIES; done += AT_ONCE) {
    const answers = Array.from({ length: AT_ONCE }, (_, at) => [
      timedSignIn(KNOWN, seen.known),
      timedSignIn(`unknown-${done + at}@example.com`, seen.unknown),
    ]);
    for (const body of await Promise.all(answers.flat())) bodies.add(body);
  }
  expect([...bodies]).toEqual(['{"status":"WRONG_CREDENTIALS_ERROR"}']);
  expect(seen.known).toHaveLength(TRIES);
  expect(Math.abs(median(seen.known) - median(seen.unknown))).toBeLessThan(10);
});

it('reveals to no one whether an email is taken, and does not ask the core', async () => {
  const ask = async (email: string) =>
    (await app.newBrowser().send({ path: `${AUTH}/emailpassword/email/exists`, query: { email } })).body;
  app.core.reset();
  expect(await ask(KNOWN)).toBe('{"status":"OK","exists":false}');
  expect(await ask(KNOWN)).toBe(await ask('unknown@example.com'));
  expect(app.core.calls).toEqual([]);
});
