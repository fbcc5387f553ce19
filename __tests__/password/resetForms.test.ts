import { responseHeader } from '../../netlify/platform/http/message.ts';
import { sealLinkToken } from '../../netlify/platform/linkToken.ts';
import { formRequest, FORM_HEADERS } from '../support/formRequest.ts';
import { startFullTestApp } from '../support/fullTestApp.ts';
import { linkIn } from '../support/readMail.ts';
import { target } from '../support/redirects.ts';
import { AUTH, errorCode, setUpTestApp } from '../support/testApp.ts';
import { bodyOf, setCookies } from '../support/testBrowser.ts';
import { uniqueEmail } from '../support/uniqueEmail.ts';
import { createUser, signIn } from '../support/users.ts';

const REQUEST = `${AUTH}/form/reset-link`;
const CHANGE = `${AUTH}/form/new-password`;
const SCREEN = '/auth/reset-password';
const NEW_PASSWORD = 'a new horse 2';

const app = setUpTestApp(startFullTestApp);
beforeEach(() => app.core.setBehavior('normal'));

const post = (path: string, fields: Record<string, string>, browser = app.newBrowser()) =>
  browser.send(formRequest(path, fields));

const passwords = (password: string, confirmation = password) => ({
  password,
  'confirm-password': confirmation,
});

async function mailedToken(email: string): Promise<string> {
  await post(REQUEST, { email });
  return new URL(linkIn(await app.inbox.read(email, 'Reset'))).searchParams.get('token') ?? '';
}

it('mails a link, by which a form sets a new password, once, and ends all sessions', async () => {
  const { email, browser } = await createUser(app);
  app.log.length = 0;
  const requested = await post(REQUEST, { email });
  expect(target(requested)).toEqual({ path: SCREEN, done: 'reset_requested' });
  expect(setCookies(requested)).toEqual([
    expect.stringMatching(new RegExp(`^enteredEmail=${encodeURIComponent(email)}; Path=/auth; .*HttpOnly`)),
  ]);
  const token = new URL(linkIn(await app.inbox.read(email, 'Reset'))).searchParams.get('token') ?? '';

  const changed = await post(CHANGE, { token, ...passwords(NEW_PASSWORD) });
  expect(target(changed)).toEqual({ path: SCREEN, done: 'password_changed' });
  const refresh = await browser.send({ method: 'POST', path: `${AUTH}/session/refresh` });
  expect([refresh.statusCode, errorCode(refresh)]).toEqual([401, 'SESSION_REQUIRED']);
  expect((await signIn(app, email)).status).toBe('WRONG_CREDENTIALS_ERROR');
  expect((await signIn(app, email, { password: NEW_PASSWORD })).status).toBe('OK');
  expect((await app.inbox.read(email, 'was reset')).text).toContain('All sessions have ended.');

  const again = await post(CHANGE, { token, ...passwords('another horse 3') });
  expect(target(again)).toEqual({ path: SCREEN, token, formError: 'link_used' });
  expect(app.log.filter(({ route }) => route.startsWith('auth/form/')).map(({ outcome }) => outcome)).toEqual(
    ['reset_requested', 'password_reset', 'reset_link_refused'],
  );
  expect(JSON.stringify(app.log)).not.toContain(token);
  expect(JSON.stringify(app.log)).not.toContain(email);
});

it('answers alike for an unknown address, and sends no mail', async () => {
  const email = uniqueEmail();
  const unknown = await post(REQUEST, { email });
  expect(target(unknown)).toEqual({ path: SCREEN, done: 'reset_requested' });
  expect(await app.inbox.all(email)).toEqual([]);
});

/** The page that the link in the mail leads to afterwards. */
const mailedTarget = async (email: string) =>
  new URL(linkIn(await app.inbox.read(email, 'Reset'))).searchParams.get('redirectToPath');

it('keeps the page that the user wants until they sign in', async () => {
  const { email } = await createUser(app);
  const redirectToPath = '/notes?a=1#b';
  const requested = await post(REQUEST, { email, redirectToPath });
  expect(target(requested)).toEqual({ path: SCREEN, redirectToPath, done: 'reset_requested' });
  expect(await mailedTarget(email)).toBe(redirectToPath);
  const token = new URL(linkIn(await app.inbox.read(email, 'Reset'))).searchParams.get('token') ?? '';
  const refused = await post(CHANGE, { token, redirectToPath, ...passwords('short') });
  expect(target(refused)).toMatchObject({ redirectToPath, token });
  const changed = await post(CHANGE, { token, redirectToPath, ...passwords(NEW_PASSWORD) });
  expect(target(changed)).toEqual({ path: SCREEN, redirectToPath, done: 'password_changed' });
});

it.each([
  ['/notes', '/notes'],
  ['//evil.example', null],
  ['https://evil.example/', null],
  ['/.netlify/functions/user', null],
  ['', null],
])('mails a link for the widget that leads to %s afterwards: %s', async (redirectToPath, mailed) => {
  const { email } = await createUser(app);
  await app.newBrowser().send({
    method: 'POST',
    path: `${AUTH}/user/password/reset/token`,
    query: { redirectToPath },
    body: { formFields: [{ id: 'email', value: email }] },
  });
  expect(await mailedTarget(email)).toBe(mailed);
  const { email: other } = await createUser(app);
  expect(target(await post(REQUEST, { email: other, redirectToPath })).redirectToPath ?? null).toBe(mailed);
  expect(await mailedTarget(other)).toBe(mailed);
});

it.each([
  ['the passwords differ', passwords(NEW_PASSWORD, 'another horse 3'), 'passwords_differ'],
  ['there is no confirmation', { password: NEW_PASSWORD }, 'passwords_differ'],
  ['the password is short', passwords('short'), 'password_refused'],
  ['the password is common', passwords('password1'), 'password_refused'],
  ['there is no password', {}, 'password_refused'],
])('keeps the password and the link where %s', async (_, fields, formError) => {
  const { email } = await createUser(app);
  const token = await mailedToken(email);
  const refused = await post(CHANGE, { token, ...fields });
  expect(target(refused)).toEqual({ path: SCREEN, token, formError });
  expect(JSON.stringify(refused)).not.toContain('horse');
  expect(target(await post(CHANGE, { token, ...passwords(NEW_PASSWORD) }))).toMatchObject({
    done: 'password_changed',
  });
});

it.each(['', 'no address', 'a\r\nBcc: eve@example.com', '@', 'a@b@example.com'])(
  'refuses the address %j at its field',
  async (email) => {
    expect(target(await post(REQUEST, { email }))).toMatchObject({
      path: SCREEN,
      formError: 'email_invalid',
    });
  },
);

it('says how long to wait for another mail', async () => {
  const { email } = await createUser(app);
  await post(REQUEST, { email });
  const second = target(await post(REQUEST, { email }));
  const third = target(await post(REQUEST, { email }));
  // What the widget gets: a limit that does not reveal the account.
  expect([second, third].every(({ done, formError }) => (done ?? formError) !== undefined)).toBe(true);
  expect(await app.inbox.all(email)).toHaveLength(1);
});

it.each(['never-sent', '../x', 'a'.repeat(5000), '\u0000', '%00', '<script>'])(
  'refuses the token %j',
  async (token) => {
    const { path, formError } = target(await post(CHANGE, { token, ...passwords(NEW_PASSWORD) }));
    expect(path).toBe(SCREEN);
    expect(['link_used', 'rejected']).toContain(formError);
  },
);

it.each<[string, Record<string, string>, string, number]>([
  ['JSON', { 'content-type': 'application/json' }, '{}', 415],
  ['a body that is too large', {}, `email=${'a'.repeat(20_000)}`, 413],
  ['a form of another site', { 'sec-fetch-site': 'cross-site' }, 'email=a', 403],
])('refuses %s, for people and for programs', async (_, headers, body, status) => {
  for (const path of [REQUEST, CHANGE]) {
    const request = { method: 'POST', path, body };
    const page = await app.newBrowser().send({ ...request, headers: { ...FORM_HEADERS, ...headers } });
    expect(page.statusCode).toBe(status);
    expect(responseHeader(page, 'content-type')).toMatch(/^text\/html/);
    const asJson = { ...FORM_HEADERS, ...headers, accept: 'application/json' };
    const json = await app.newBrowser().send({ ...request, headers: asJson });
    expect(bodyOf(json)).toMatchObject({ error: { code: expect.any(String) as string } });
  }
});

it('shows a page with a way back while the core does not respond', async () => {
  await app.core.setBehavior('unreachable');
  const token = sealLinkToken('x', { recipeUserId: 'someone', email: uniqueEmail() });
  for (const [path, fields] of [
    [REQUEST, { email: uniqueEmail() }],
    [CHANGE, { token, ...passwords(NEW_PASSWORD) }],
  ] as const) {
    const response = await post(path, fields);
    expect(response.statusCode).toBe(503);
    expect(responseHeader(response, 'retry-after')).toMatch(/^\d+$/);
    expect(response.body).toContain('href="/auth"');
  }
});

it('accepts POST only', async () => {
  for (const path of [REQUEST, CHANGE]) {
    const response = await app.newBrowser().send({ path });
    expect([response.statusCode, responseHeader(response, 'allow')]).toEqual([405, 'POST, OPTIONS']);
  }
});
