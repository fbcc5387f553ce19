import { Socket } from 'node:net';
import { startFullTestApp } from '../support/fullTestApp.ts';
import { AUTH, errorCode, restoreFloors, removeFloors, USER, setUpTestApp } from '../support/testApp.ts';
import { askForReset } from '../support/passwordReset.ts';
import { createUser, signIn } from '../support/users.ts';
import { linkIn } from '../support/readMail.ts';
import { bodyOf } from '../support/testBrowser.ts';
import { uniqueEmail } from '../support/uniqueEmail.ts';

const NEW_PASSWORD = 'a new horse 2';

const app = setUpTestApp(startFullTestApp);

const ask = (email: string, headers?: Record<string, string>) =>
  askForReset(app, email, headers && { headers });

function choose(link: string, password: string, browser = app.newBrowser()) {
  const body = {
    method: 'token',
    token: new URL(link).searchParams.get('token'),
    formFields: [{ id: 'password', value: password }],
  };
  return browser.send({ method: 'POST', path: `${AUTH}/user/password/reset`, body });
}

const outcomes = () => app.log.map(({ route, outcome, mail }) => [route, outcome, mail]);

it('mails a link that sets a new password, once, and ends all sessions', async () => {
  const { email, browser } = await createUser(app);
  app.log.length = 0;
  expect(bodyOf(await ask(email))).toEqual({ status: 'OK' });
  const mail = await app.inbox.read(email);
  expect(mail.subject).toBe('Reset your password');
  expect(mail.html).toContain(linkIn(mail).replaceAll('&', '&amp;'));
  expect(linkIn(mail)).toMatch(/^http:\/\/localhost:8888\/auth\/reset-password\?token=[\w.-]+&/);

  expect(bodyOf(await choose(linkIn(mail), 'short'))).toMatchObject({ status: 'FIELD_ERROR' });
  expect(bodyOf(await choose(linkIn(mail), NEW_PASSWORD))).toMatchObject({ status: 'OK' });
  expect(bodyOf(await choose(linkIn(mail), 'another horse 3'))).toEqual({
    status: 'RESET_PASSWORD_INVALID_TOKEN_ERROR',
  });
  expect(outcomes()).toEqual([
    ['auth/user/password/reset/token', 'reset_requested', 'sent'],
    ['auth/user/password/reset', 'field_error', undefined],
    ['auth/user/password/reset', 'password_reset', 'sent'],
    ['auth/user/password/reset', 'reset_link_refused', undefined],
  ]);
  const notice = await app.inbox.read(email, 'was reset');
  expect(notice.text).toContain('All sessions have ended.');
  expect(linkIn(notice)).toBe('http://localhost:8888/auth/reset-password');
  expect(notice.text + notice.html).not.toContain('horse');

  const token = new URL(linkIn(mail)).searchParams.get('token') ?? 'none';
  expect(JSON.stringify(app.log)).not.toContain(token);
  expect(JSON.stringify(app.log)).not.toContain(email);

  expect((await signIn(app, email)).status).toBe('WRONG_CREDENTIALS_ERROR');
  expect((await signIn(app, email, { password: NEW_PASSWORD })).status).toBe('OK');
  const refresh = await browser.send({ method: 'POST', path: `${AUTH}/session/refresh` });
  expect([refresh.statusCode, errorCode(refresh)]).toEqual([401, 'SESSION_REQUIRED']);
  expect((await browser.send({ path: USER })).statusCode).toBe(401);
});

it('signs out the browser that sets the new password, unless another user is signed in there', async () => {
  const [one, other] = [await createUser(app), await createUser(app)];
  await ask(one.email);
  await choose(linkIn(await app.inbox.read(one.email)), NEW_PASSWORD, other.browser);
  expect((await other.browser.send({ path: USER })).statusCode).toBe(200);

  await other.browser.send({ method: 'POST', path: `${AUTH}/session/refresh` });
  await ask(other.email);
  await choose(linkIn(await app.inbox.read(other.email)), NEW_PASSWORD, other.browser);
  // The session is gone. The browser has proved that it reads the user's mail.
  expect(other.browser.jar.names()).toEqual(['knownBrowser']);
});

it('links to the origin of the request and to no other', async () => {
  const { email } = await createUser(app);
  await ask(email, { host: '127.0.0.1:8888', 'x-forwarded-host': 'evil.example' });
  const mail = await app.inbox.read(email);
  expect(new URL(linkIn(mail)).origin).toBe('http://127.0.0.1:8888');
  expect(mail.text + mail.html).not.toContain('evil');

  const refused = await ask(email, { host: 'evil.example' });
  expect([refused.statusCode, errorCode(refused)]).toEqual([421, 'MISDIRECTED_REQUEST']);
  expect(await app.inbox.all(email)).toHaveLength(1);
});

it('answers alike and in the same time for an unknown address, and sends no mail', async () => {
  const { email } = await createUser(app);
  const unknownEmail = uniqueEmail();
  const timed = async (address: string) => {
    const startedAt = performance.now();
    const { statusCode, body, headers } = await ask(address);
    const names = Object.keys(headers ?? {}).sort();
    return { answer: [statusCode, body, names], time: performance.now() - startedAt };
  };
  // The search for the account takes longer than the difference that would reveal it.
  app.core.delayCallsWith(email, 1000);
  restoreFloors();
  const [known, unknown] = await Promise.all([timed(email), timed(unknownEmail)]);
  app.core.delayCallsWith(email, 0);
  removeFloors();
  expect(unknown.answer).toEqual(known.answer);
  for (const { time } of [known, unknown]) expect(time).toBeGreaterThan(2000);
  expect(Math.abs(known.time - unknown.time)).toBeLessThan(500);
  expect(await app.inbox.all(unknownEmail)).toEqual([]);
  expect(await app.inbox.all(email)).toHaveLength(1);
});

it.each([
  [[{ id: 'email', value: 'no address' }], { status: 'FIELD_ERROR' }],
  [[{ id: 'email', value: '' }], { status: 'FIELD_ERROR' }],
])('refuses the form %j', async (formFields, answer) => {
  const path = `${AUTH}/user/password/reset/token`;
  const response = await app.newBrowser().send({ method: 'POST', path, body: { formFields } });
  expect(bodyOf(response)).toMatchObject(answer);
});

it('connects only to the core and the mail server of this machine', async () => {
  const { email } = await createUser(app);
  const connected: unknown[] = [];
  const connect = Object.getOwnPropertyDescriptor(Socket.prototype, 'connect')?.value as Socket['connect'];
  jest.spyOn(Socket.prototype, 'connect').mockImplementation(function (this: Socket, ...args: unknown[]) {
    const [options] = args.flat() as { host?: string; port?: number | string }[];
    connected.push(`${options?.host ?? ''}:${options?.port ?? ''}`);
    return (connect as (...all: unknown[]) => Socket).apply(this, args);
  });
  await ask(email);
  expect(new Set(connected).has(`127.0.0.1:${app.inbox.env.SMTP_PORT ?? ''}`)).toBe(true);
  const ours = [app.inbox.env.SMTP_PORT, new URL(app.core.url).port];
  expect(connected.filter((to) => !ours.some((port) => to === `127.0.0.1:${port ?? ''}`))).toEqual([]);
});
