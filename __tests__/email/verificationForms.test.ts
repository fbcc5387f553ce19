import { FORM_USER_FIELD } from '../../config/contracts/sign-in.ts';
import { formRequest } from '../support/formRequest.ts';
import { startFullTestApp } from '../support/fullTestApp.ts';
import { linkIn } from '../support/readMail.ts';
import { target } from '../support/redirects.ts';
import { AUTH, passTime, setUpTestApp, stopTime, USER } from '../support/testApp.ts';
import { bodyOf, type TestBrowser } from '../support/testBrowser.ts';
import { createUser } from '../support/users.ts';

const SEND = `${AUTH}/form/verification-link`;
const VERIFY = `${AUTH}/form/verification`;
const SCREEN = '/auth/verify-email';

const app = setUpTestApp(() => startFullTestApp({ EMAIL_VERIFICATION: 'required' }));
beforeEach(() => stopTime());

const post = (path: string, fields: Record<string, string>, browser: TestBrowser = app.newBrowser()) =>
  browser.send(formRequest(path, fields));

const tokenIn = async (email: string) =>
  new URL(linkIn(await app.inbox.read(email, 'Verify'))).searchParams.get('token') ?? '';

it('sends the mail, verifies the address, and lets the session continue at once', async () => {
  const { email, browser } = await createUser(app);
  const sent = await post(SEND, { redirectToPath: '/account?x=1' }, browser);
  expect(target(sent)).toEqual({ path: SCREEN, redirectToPath: '/account?x=1', done: 'verification_sent' });
  const link = new URL(linkIn(await app.inbox.read(email, 'Verify')));
  expect(link.searchParams.get('redirectToPath')).toBe('/account?x=1');
  const token = await tokenIn(email);
  const verified = await post(VERIFY, { token, redirectToPath: '/account?x=1' }, browser);
  expect(target(verified)).toEqual({ path: SCREEN, redirectToPath: '/account?x=1', done: 'verified' });
  expect((await browser.send({ path: USER })).statusCode).toBe(200);
  expect(target(await post(VERIFY, { token }, browser))).toEqual({ path: SCREEN, done: 'verified_already' });
  expect(target(await post(SEND, {}, browser))).toEqual({ path: SCREEN, done: 'verified_already' });
  expect(JSON.stringify(app.log)).not.toContain(token);
});

it('verifies in a browser without a session, too', async () => {
  const { email, browser } = await createUser(app);
  await post(SEND, {}, browser);
  const other = app.newBrowser();
  expect(target(await post(VERIFY, { token: await tokenIn(email) }, other))).toEqual({
    path: SCREEN,
    done: 'verified',
  });
  expect(other.jar.names()).toEqual([]);
});

it('says how long to wait for another mail', async () => {
  const { email, browser } = await createUser(app);
  await post(SEND, {}, browser);
  const { formError, wait } = target(await post(SEND, {}, browser));
  expect(formError).toBe('mail_limit');
  expect(Number(wait)).toBeGreaterThan(0);
  expect(await app.inbox.all(email)).toHaveLength(1);
});

it.each(['', 'never-sent', '../x', '\u0000', 'a'.repeat(5000)])('refuses the token %j', async (token) => {
  const { path, formError, done } = target(await post(VERIFY, { token }));
  expect([path, done]).toEqual([SCREEN, undefined]);
  expect(['link_used', 'rejected']).toContain(formError);
});

it.each(['//evil.example', 'https://evil.example', '/\\evil.example', 'javascript:alert(1)'])(
  'does not keep the target %s',
  async (redirectToPath) => {
    const { browser } = await createUser(app);
    expect(target(await post(SEND, { redirectToPath }, browser))).toEqual({
      path: SCREEN,
      done: 'verification_sent',
    });
  },
);

it('sends nothing for the screen of another user', async () => {
  const { email, browser } = await createUser(app);
  const refused = target(await post(SEND, { [FORM_USER_FIELD]: 'another user' }, browser));
  expect(refused).toEqual({ path: SCREEN, formError: 'other_user' });
  expect(await app.inbox.all(email)).toEqual([]);
});

it('without a session, leads to the sign-in page and back to the screen', async () => {
  const { path, redirectToPath } = target(await post(SEND, { redirectToPath: '/account' }));
  expect(path).toBe('/auth');
  expect(redirectToPath).toBe(`${SCREEN}?redirectToPath=%2Faccount`);
});

it('refreshes an expired session on the way, to send the form again', async () => {
  const { browser } = await createUser(app);
  passTime(2 * 3_600_000);
  const hop = target(await post(SEND, {}, browser));
  expect(hop.path).toMatch(/refresh\/navigate$/);
  const program = await browser.send({ method: 'POST', path: SEND, headers: { accept: 'application/json' } });
  expect(bodyOf(program)).toMatchObject({ error: { code: expect.any(String) as string } });
});
