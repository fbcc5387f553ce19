import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseFeatures, startCore } from '#core';
import { freePort } from '../../scripts/ports.ts';
import { checkCore, describeCore } from '../../netlify/build/coreCheck.ts';

const API_KEY = 'the-key-of-this-core';

let core: Awaited<ReturnType<typeof startCore>>;
const servers: Server[] = [];

beforeAll(async () => {
  core = await startCore({ port: 0, data: ':memory:', apiKeys: [API_KEY] });
});
afterAll(async () => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  await core.close();
});

async function listening(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const check = (uri: string, apiKey = API_KEY, timeout?: number) =>
  checkCore({ CONTEXT: 'production', SUPERTOKENS_CONNECTION_URI: uri, SUPERTOKENS_API_KEY: apiKey }, timeout);

it("accepts a core that is reachable, supports the SDK's version and accepts the key", async () => {
  expect(await check(core.url)).toEqual({
    note: `SuperTokens core at ${core.url}: reachable, key accepted, CDI 5.4, paid features: account_linking, multi_tenancy, dashboard_login, mfa, security.`,
  });
});

it('checks each of several cores', async () => {
  const closed = `http://127.0.0.1:${await freePort()}`;
  const { problem } = await check(`${core.url};${closed}`);
  expect(problem).toBe(`SUPERTOKENS_CONNECTION_URI: no core can be reached at ${closed} (ECONNREFUSED).`);
});

it('rejects a key that the core does not know', async () => {
  expect((await check(core.url, 'another-key')).problem).toBe(
    `SUPERTOKENS_API_KEY is not a key of the core at ${core.url}.`,
  );
});

it('names an app that the core does not have', async () => {
  expect((await check(`${core.url}/appid-preview`)).problem).toBe(
    `SUPERTOKENS_CONNECTION_URI: the core at ${core.url} has no app preview. Create it, or correct the end of the address.`,
  );
});

it('rejects a publicly known key', async () => {
  expect((await check(core.url, 'local-development-key')).problem).toMatch(/key of the local core/);
});

it('refuses to send the key without TLS', async () => {
  expect((await check('http://core.example.com')).problem).toMatch(
    /^SUPERTOKENS_CONNECTION_URI must begin with https/,
  );
});

it('has a timeout', async () => {
  const silent = await listening(() => undefined);
  expect((await check(silent, API_KEY, 300)).problem).toBe(
    `SUPERTOKENS_CONNECTION_URI: no core can be reached at ${silent} (no answer within 0.3 s).`,
  );
});

it.each<[string, RequestListener]>([
  ['a web page', (_, response) => response.end('<html>')],
  ['an error', (_, response) => response.writeHead(500).end()],
  ['a redirect', (_, response) => response.writeHead(302, { location: core.url }).end()],
  ['other JSON', (_, response) => response.end('{"versions":"5.4"}')],
])('does not accept %s as a core', async (_, answer) => {
  expect((await check(await listening(answer))).problem).toMatch(
    /is not a SuperTokens core \(status \d+\)\.$/,
  );
});

it('names the versions of an outdated core', async () => {
  const old = await listening((_, response) => response.end('{"versions":["4.0","5.0"]}'));
  expect((await check(old)).problem).toBe(
    `The core at ${old} supports CDI 4.0, 5.0; this SDK needs 5.4. Upgrade the core.`,
  );
});

describe('CORE_FEATURES', () => {
  const checkFeatures = (uri: string, features: string) =>
    checkCore({
      CONTEXT: 'production',
      SUPERTOKENS_CONNECTION_URI: uri,
      SUPERTOKENS_API_KEY: API_KEY,
      CORE_FEATURES: features,
    });

  /** Runs a check against a local core with some of the paid features. */
  async function withFeatures<T>(names: string, work: (uri: string) => Promise<T>): Promise<T> {
    const features = parseFeatures(names);
    const limited = await startCore({ port: 0, data: ':memory:', apiKeys: [API_KEY], features });
    try {
      return await work(limited.url);
    } finally {
      await limited.close();
    }
  }

  it('names the paid features that the core lacks, and what to do', async () => {
    await withFeatures('dashboard_login', async (uri) => {
      expect((await checkFeatures(uri, 'account_linking, mfa')).problem).toBe(
        `CORE_FEATURES: the core at ${uri} has no licence for account_linking, mfa. Add a licence key to the core, or remove the names from CORE_FEATURES.`,
      );
    });
  });

  it.each(['account_linking', 'account_linking,mfa'])('accepts a core with all of %s', async (required) => {
    await withFeatures('mfa', async (uri) => {
      expect((await checkFeatures(uri, required)).note).toMatch(/paid features: mfa\.$/);
    });
  });

  it('accepts a core without a licence when no paid feature is needed', async () => {
    await withFeatures('none', async (uri) => {
      expect((await checkFeatures(uri, '')).note).toMatch(/paid features: none\.$/);
    });
  });

  it.each([
    ['none', ['password'], undefined],
    ['none', ['password', 'passkey'], undefined],
    ['none', ['password', 'email', 'google'], 'password, email, google'],
    ['mfa', ['password', 'google'], undefined],
  ] as const)(
    'with %s and the ways to sign in %j says whether users can connect them',
    async (names, signInMethods, listed) => {
      await withFeatures(names, async (uri) => {
        const { note } = await describeCore({ uri, apiKey: API_KEY, requiredFeatures: [], signInMethods });
        const gap = `SIGN_IN_METHODS: each address can use only one of ${String(listed)}, because the core has no licence for account_linking. Add a licence key to the core to let users connect them.`;
        expect(note).toMatch(/paid features: \w+\./);
        expect(note?.includes('SIGN_IN_METHODS')).toBe(listed !== undefined);
        if (listed !== undefined) expect(note?.endsWith(` ${gap}`)).toBe(true);
      });
    },
  );

  it.each<[string, (path: string) => { status: number; body: string } | undefined]>([
    ['fails', () => ({ status: 500, body: '' })],
    ['does not know the path', () => ({ status: 404, body: 'Not Found' })],
    ['answers with something else', () => ({ status: 200, body: '{"status":"OK","features":"all"}' })],
    ['does not answer', () => undefined],
  ])('asks to try again when the core %s', async (_, answer) => {
    const uri = await listening(({ url = '' }, response) => {
      const { status, body } =
        url === '/apiversion' ? { status: 200, body: '{"versions":["5.4"]}' } : (answer(url) ?? {});
      if (status !== undefined) response.writeHead(status).end(body);
    });
    const core = { uri, apiKey: API_KEY, timeout: 300 };
    expect((await describeCore({ ...core, requiredFeatures: ['mfa'] })).problem).toBe(
      `CORE_FEATURES: the core at ${uri} does not say which paid features it has. Try again.`,
    );
    expect((await describeCore({ ...core, requiredFeatures: [] })).note).toMatch(/paid features unknown\.$/);
  });

  it('refuses a name that no core uses', async () => {
    expect((await checkFeatures(core.url, 'linking')).problem).toMatch(
      /^CORE_FEATURES must be a comma-separated list of account_linking, .* Example: CORE_FEATURES=account_linking,mfa$/,
    );
  });
});

it('says in one line what is missing', async () => {
  expect(await checkCore({ CONTEXT: 'deploy-preview' })).toEqual({
    problem:
      'SUPERTOKENS_CONNECTION_URI is not set, and a deploy needs it. Example: SUPERTOKENS_CONNECTION_URI=https://st-dev-1234.aws.supertokens.io',
  });
});

it('skips the check in an offline build and says so', async () => {
  const { note } = await checkCore({
    SUPERTOKENS_CONNECTION_URI: 'http://127.0.0.1:9',
    SUPERTOKENS_API_KEY: API_KEY,
    BUILD_OFFLINE: 'true',
  });
  expect(note).toMatch(/not asked/);
});
