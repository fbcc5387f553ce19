import { parseFeatures, startCore } from '#core';
import { startOrUseCore } from '../../scripts/devCore.ts';
import { freePort } from '../../scripts/ports.ts';

const API_KEY = 'the-key-of-this-core';
const options = { data: ':memory:', port: 1, corePort: 1, smtpPort: 1, mailPort: 1, providerPort: 1 };

let core: Awaited<ReturnType<typeof startCore>>;
beforeAll(async () => {
  core = await startCore({
    port: 0,
    data: ':memory:',
    apiKeys: [API_KEY],
    features: parseFeatures('security'),
  });
});
afterAll(() => core.close());

const before = { ...process.env };
afterEach(() => {
  process.env = { ...before };
});

/** The output of `npm run dev` about the core of these variables. */
function use(env: Record<string, string>) {
  process.env = { ...before, SUPERTOKENS_CONNECTION_URI: core.url, SUPERTOKENS_API_KEY: API_KEY, ...env };
  return startOrUseCore(options, () => {
    throw new Error('No process must be started.');
  });
}

test('a core that the environment names is described in one line', async () => {
  const { env, row, notes } = await use({ SIGN_IN_METHODS: 'password' });
  expect(env).toEqual({ SUPERTOKENS_CONNECTION_URI: core.url, SUPERTOKENS_API_KEY: API_KEY });
  expect(row).toBe(core.url);
  expect(await notes).toEqual([
    `SuperTokens core at ${core.url}: reachable, key accepted, CDI 5.4, paid features: security.`,
  ]);
});

test('ways to sign in that users cannot connect with this core are named', async () => {
  const { notes } = await use({
    SIGN_IN_METHODS: 'password,google',
    GOOGLE_CLIENT_ID: 'client',
    GOOGLE_CLIENT_SECRET: 'secret',
  });
  expect(await notes).toEqual([
    expect.stringMatching(
      /: security\. SIGN_IN_METHODS: each address can use only one of password, google, /,
    ),
  ]);
});

test('missing paid features, a wrong key and an unreachable core are warnings', async () => {
  const { notes: features } = await use({ CORE_FEATURES: 'mfa,security' });
  expect(await features).toEqual([
    `Warning: CORE_FEATURES: the core at ${core.url} has no licence for mfa. Add a licence key to the core, or remove the names from CORE_FEATURES.`,
  ]);
  const { notes: key } = await use({ SUPERTOKENS_API_KEY: 'another-key' });
  expect(await key).toEqual([`Warning: SUPERTOKENS_API_KEY is not a key of the core at ${core.url}.`]);
  const free = `http://127.0.0.1:${await freePort()}`;
  const { notes: both } = await use({ SUPERTOKENS_CONNECTION_URI: `${core.url};${free}` });
  expect(await both).toEqual([
    expect.stringMatching(/^SuperTokens core at /),
    `Warning: SUPERTOKENS_CONNECTION_URI: no core can be reached at ${free} (ECONNREFUSED).`,
  ]);
});
