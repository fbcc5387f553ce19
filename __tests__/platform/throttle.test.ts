import { responseHeader, type FunctionResponse } from '../../netlify/platform/http/message.ts';
import { AUTH, credentials, errorCode, passTime, PASSWORD, setUpTestApp } from '../support/testApp.ts';
import { createUser } from '../support/users.ts';
import { startTestAppWithDatabase } from '../support/testAppWithDatabase.ts';
import { bodyOf } from '../support/testBrowser.ts';
import { uniqueEmail } from '../support/uniqueEmail.ts';

const app = setUpTestApp(() => startTestAppWithDatabase({ THROTTLE_TRIES_PER_MINUTE: '20' }));

beforeEach(() => {
  // A minute of its own for each test.
  passTime(120_000);
  app.log.splice(0);
});

let visitors = 0;
/** A client with a new network address. */
function visitor(): string {
  visitors += 1;
  return `203.0.113.${visitors}`;
}

function send(path: string, body: object, address: string): Promise<FunctionResponse> {
  const headers = { 'x-nf-client-connection-ip': address };
  return app.newBrowser().send({ method: 'POST', path: `${AUTH}${path}`, body, headers });
}

const signIn = (email: string, password: string, address = visitor()) =>
  send('/signin', credentials(email, password), address);

function expectRefused(response: FunctionResponse, seconds: number): void {
  expect([response.statusCode, errorCode(response)]).toEqual([429, 'TOO_MANY_REQUESTS']);
  expect(responseHeader(response, 'retry-after')).toBe(String(seconds));
  expect(bodyOf(response)).toMatchObject({
    error: { message: `Too many attempts. Try again in ${seconds} s.` },
  });
}

it('allows a network five attempts at an account, then one after 2, 4, 8 … seconds', async () => {
  const { email } = await createUser(app);
  const [address, neighbour] = ['2001:db8:1:2::a', '2001:DB8:1:2:ffff::b'];
  for (let tries = 0; tries < 5; tries += 1)
    expect((await signIn(email, 'wrong 1 pass', address)).statusCode).toBe(200);
  for (const seconds of [2, 4, 8, 16]) {
    expectRefused(await signIn(email, PASSWORD, neighbour), seconds);
    passTime(seconds * 1000 - 1);
    expectRefused(await signIn(` ${email.toUpperCase()}`, PASSWORD, address), 1);
    passTime(1);
    expect((await signIn(email, 'wrong 1 pass', neighbour)).statusCode).toBe(200);
  }
  expect(app.log.find(({ status }) => status === 429)).toMatchObject({
    outcome: 'too_many_requests',
    throttle: 'on',
  });
});

it('counts the spellings of an address as one', async () => {
  const { email } = await createUser(app);
  const spellings = [
    '203.0.113.77',
    '::ffff:203.0.113.77',
    '::FFFF:cb00:714d',
    '0:0:0:0:0:ffff:203.0.113.77',
  ];
  for (const address of [...spellings, '203.0.113.77'])
    expect((await signIn(email, 'wrong 1 pass', address)).statusCode).toBe(200);
  for (const address of spellings) expectRefused(await signIn(email, PASSWORD, address), 2);
});

it('forgets the attempts of a user who has signed in, and old attempts', async () => {
  const { email } = await createUser(app);
  const address = visitor();
  for (let tries = 0; tries < 4; tries += 1) await signIn(email, 'wrong 1 pass', address);
  expect(bodyOf(await signIn(email, PASSWORD, address))).toMatchObject({ status: 'OK' });
  for (let tries = 0; tries < 5; tries += 1)
    expect((await signIn(email, 'wrong 1 pass', address)).statusCode).toBe(200);
  expectRefused(await signIn(email, PASSWORD, address), 2);
  passTime(5 * 15 * 60_000);
  for (let tries = 0; tries < 5; tries += 1)
    expect((await signIn(email, 'wrong 1 pass', address)).statusCode).toBe(200);
});

it('limits attempts per network and minute, whatever account and headers it uses', async () => {
  const address = visitor();
  jest.setSystemTime(Math.ceil(Date.now() / 60_000) * 60_000 + 20_000);
  for (let tries = 0; tries < 20; tries += 1) {
    const response = await send('/signup', credentials(uniqueEmail()), address);
    expect(response.statusCode).toBe(200);
  }
  expectRefused(await send('/signin', credentials('any@example.com'), address), 40);
  const disguised = { 'x-nf-client-connection-ip': address, 'x-forwarded-for': '198.51.100.1' };
  const exists = await app.newBrowser().send({
    path: `${AUTH}/emailpassword/email/exists`,
    query: { email: 'a@example.com' },
    headers: disguised,
  });
  expectRefused(exists, 40);
  expect((await send('/signin', credentials('any@example.com'), visitor())).statusCode).toBe(200);
});

it('stores neither email address nor network address', async () => {
  await signIn('known-user@example.com', 'wrong 1 pass', '203.0.113.250');
  const contents = await app.database.contents('counters');
  expect(contents).toContain('untrusted');
  expect(contents).not.toMatch(/known-user|203\.0/);
});
