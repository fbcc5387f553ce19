import { responseHeader, type FunctionResponse } from '../../netlify/platform/http/message.ts';
import { AUTH, credentials, signUp, setUpTestApp } from '../support/testApp.ts';
import { startTestAppWithDatabase } from '../support/testAppWithDatabase.ts';
import { setCookies } from '../support/testBrowser.ts';
import { requireOwnApp } from '../support/testCore.ts';
import { uniqueEmail } from '../support/uniqueEmail.ts';

const WRONG = '{"status":"WRONG_CREDENTIALS_ERROR"}';
const PASSWORD_CHECK = 'POST /public/recipe/signin';

const known = uniqueEmail();

const app = setUpTestApp(() => startTestAppWithDatabase({ THROTTLE_TRIES_PER_MINUTE: '999999' }));
beforeAll(async () => {
  await signUp(app.newBrowser(), known);
});
beforeEach(requireOwnApp);

/** Each attempt has its own network, so that it is not throttled. */
let networks = 0;
function signIn(email: string, password: string): Promise<FunctionResponse> {
  const headers = { 'x-nf-client-connection-ip': `2001:db8:${(networks += 1).toString(16)}::1` };
  const body = credentials(email, password);
  const path = `${AUTH}/signin`;
  return app.newBrowser().send({ method: 'POST', path, body, headers });
}

const OF_ONE_REQUEST = new Set(['x-nf-request-id', 'server-timing']);

/** The response without its timing and request id. */
function seenIn(response: FunctionResponse) {
  const headers = Object.entries(response.headers ?? {}).filter(([name]) => !OF_ONE_REQUEST.has(name));
  const timing = responseHeader(response, 'server-timing')?.replace(/[\d.]+/g, 'n');
  return { status: response.statusCode, headers, timing, body: response.body, cookies: setCookies(response) };
}

async function trySignIn(email: string, password: string) {
  app.core.reset();
  const seen = seenIn(await signIn(email, password));
  return { seen, calls: [...app.core.calls] };
}

const checksIn = (calls: readonly string[]) => calls.filter((call) => call === PASSWORD_CHECK).length;

/** The addresses whose passwords the core checked, and which of them are users. */
async function checkedAddresses() {
  const { listUsersByAccountInfo } = await import('supertokens-node');
  const bodies = app.core.bodies.filter((body) => body.includes('"password"'));
  const emails = bodies.map((body) => (JSON.parse(body) as { email: string }).email);
  const users = await Promise.all(emails.map((email) => listUsersByAccountInfo('public', { email })));
  return emails.map((email, at) => ({ email, users: users[at]?.length }));
}

it('the first sign-in of a process creates the decoy, whether or not the address has an account', async () => {
  const first = await trySignIn(known, 'not the password');
  const second = await trySignIn(known, 'not the password');
  expect(second.seen.body).toBe(WRONG);
  expect(first.calls).toEqual([
    'GET /public/users/by-accountinfo',
    // An account is created only if its address has none, before and after. In between, the SDK looks for one
    // that the new one could be linked to.
    'GET /public/users/by-accountinfo',
    'POST /public/recipe/signup',
    'GET /public/users/by-accountinfo',
    'GET /public/users/by-accountinfo',
    ...second.calls,
  ]);
});

it.each([
  ['a password in NFC', 'not the p\u00e4ssword', 1],
  ['a password in NFD, which is tried in NFC first', 'not the pa\u0308ssword', 2],
  ['a password beyond 72 bytes', 'x'.repeat(500), 1],
  ['an emoji and a ligature', '\ufb01ne \u{1f600} words', 1],
])('%s costs the same for an address with and without an account', async (_, password, checks) => {
  const wrong = await trySignIn(known, password);
  const unknown = await trySignIn(uniqueEmail(), password);
  expect(unknown).toEqual(wrong);
  expect(checksIn(wrong.calls)).toBe(checks);
  expect(wrong.seen).toMatchObject({ body: WRONG, timing: 'total;dur=n' });
});

it('for an unknown address the core compares the hash of an existing user', async () => {
  await trySignIn(uniqueEmail(), 'not the password');
  const [checked, ...others] = await checkedAddresses();
  expect(checked?.email).toMatch(/^[\da-f]{40}@decoy\.invalid$/);
  expect(checked?.users).toBe(1);
  expect(others).toEqual([]);
});

it('20 concurrent sign-ins of both kinds check 20 passwords and get the same answer', async () => {
  app.core.reset();
  const emails = Array.from({ length: 20 }, (_, at) => (at % 2 === 0 ? known : uniqueEmail()));
  const responses = await Promise.all(emails.map((email, at) => signIn(email, `not the password ${at}`)));
  expect(checksIn(app.core.calls)).toBe(20);
  expect(new Set(responses.map((response) => JSON.stringify(seenIn(response)))).size).toBe(1);
});

it('the decoy cannot sign in, and its address is treated like any other', async () => {
  await trySignIn(uniqueEmail(), 'not the password');
  const decoy = (await checkedAddresses())[0]?.email ?? '';
  expect(await trySignIn(decoy, 'not the password')).toEqual(await trySignIn(known, 'not the password'));
});

it('a correct password needs no decoy', async () => {
  const { PASSWORD } = await import('../support/testApp.ts');
  const { seen } = await trySignIn(known, PASSWORD);
  expect(seen.body).toContain('"status":"OK"');
  expect((await checkedAddresses()).map(({ email }) => email)).toEqual([known]);
});
