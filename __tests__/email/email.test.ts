import { startFullTestApp } from '../support/fullTestApp.ts';
import { EMAIL, emailChangeIn, tokenOf } from '../support/emailChange.ts';
import {
  AUTH,
  errorCode,
  passTime,
  PASSWORD,
  PROFILE,
  resumeTime,
  signUp,
  setUpTestApp,
} from '../support/testApp.ts';
import { createUser, signIn } from '../support/users.ts';
import { linkIn } from '../support/readMail.ts';
import { bodyOf, type TestBrowser } from '../support/testBrowser.ts';
import { uniqueEmail } from '../support/uniqueEmail.ts';

type EmailChanges = ReturnType<typeof emailChangeIn>;

const app = setUpTestApp(startFullTestApp);

describe('verification', () => {
  const ask = (browser: TestBrowser, headers: Record<string, string> = {}) =>
    browser.send({ method: 'POST', path: `${EMAIL}/verification`, headers });

  it('mails a link to the address of the user, at the origin of the request, once per minute', async () => {
    const { email, browser } = await createUser(app);
    const sent = await ask(browser, { host: '127.0.0.1:8888' });
    expect(bodyOf(sent)).toEqual({ status: 'sent' });
    expect(app.log.at(-1)).toMatchObject({
      route: 'email/verification',
      outcome: 'verification_requested',
      mail: 'sent',
    });
    const link = new URL(linkIn(await app.inbox.read(email)));
    expect([link.origin, link.pathname]).toEqual(['http://127.0.0.1:8888', '/auth/verify-email']);
    const refused = await ask(browser);
    expect([refused.statusCode, errorCode(refused)]).toEqual([429, 'TOO_MANY_REQUESTS']);

    const body = { method: 'token', token: link.searchParams.get('token') };
    const verified = await browser.send({ method: 'POST', path: `${AUTH}/user/email/verify`, body });
    expect(bodyOf(verified)).toMatchObject({ status: 'OK' });
    expect(bodyOf(await ask(browser))).toEqual({ status: 'verified' });
  });

  it('requires a session and sends nothing for others', async () => {
    const refused = await ask(app.newBrowser());
    expect([refused.statusCode, errorCode(refused)]).toEqual([401, 'SESSION_REQUIRED']);
  });
});

it.each([
  ['GET', EMAIL, 405, 'METHOD_NOT_ALLOWED'],
  ['POST', EMAIL, 405, 'METHOD_NOT_ALLOWED'],
  ['POST', `${EMAIL}/nothing`, 404, 'NOT_FOUND'],
])('%s %s is refused', async (method, path, status, code) => {
  const { browser } = await createUser(app);
  const response = await browser.send({ method, path });
  expect([response.statusCode, errorCode(response)]).toEqual([status, code]);
});

describe('an email change', () => {
  let change: EmailChanges['change'];
  let confirm: EmailChanges['confirm'];
  beforeAll(() => {
    ({ change, confirm } = emailChangeIn(app));
  });

  it('takes effect by the link to the new address, in any browser, and notifies the old address', async () => {
    const { email, browser } = await createUser(app);
    const next = uniqueEmail();
    expect(bodyOf(await change(browser, next.toUpperCase()))).toEqual({
      sentTo: next,
      notified: true,
    });
    expect(app.log.at(-1)).toMatchObject({ outcome: 'email_change_requested', mail: 'sent' });
    expect((await signIn(app, email)).status).toBe('OK');
    expect(await app.inbox.all(email)).toHaveLength(1);

    const link = linkIn(await app.inbox.read(next, 'Confirm'));
    expect(new URL(link).pathname).toBe('/auth/confirm-email');
    expect(bodyOf(await confirm(tokenOf(link)))).toEqual({
      email: next,
      notified: true,
      alreadyConfirmed: false,
    });
    expect(app.log.at(-1)).toMatchObject({ route: 'email/confirmation', outcome: 'email_changed' });
    expect((await app.inbox.read(email, 'was changed')).text).toContain(next);
    expect((await signIn(app, next)).status).toBe('OK');
    expect((await signIn(app, email)).status).toBe('WRONG_CREDENTIALS_ERROR');
    expect(bodyOf(await browser.send({ path: PROFILE }))).toMatchObject({ emails: [next] });

    expect(JSON.stringify(app.log)).not.toMatch(new RegExp(`${email}|${next}|${tokenOf(link)}`));
  });

  it('answers alike for a taken address, and tells its owner that nothing was changed', async () => {
    const [taken, { email, browser }] = [await createUser(app), await createUser(app)];
    const answer = await change(browser, taken.email);
    expect([answer.statusCode, bodyOf(answer)]).toEqual([200, { sentTo: taken.email, notified: true }]);
    const mail = await app.inbox.read(taken.email);
    expect(mail.subject).toBe('You already have an account');
    expect(mail.text).not.toContain(email);
    expect((await signIn(app, email)).status).toBe('OK');
  });

  it('fails if another account has taken the address in the meantime', async () => {
    const { email, browser } = await createUser(app);
    const next = uniqueEmail();
    await change(browser, next);
    await signUp(app.newBrowser(), next);
    const refused = await confirm(tokenOf(linkIn(await app.inbox.read(next))));
    expect([refused.statusCode, errorCode(refused)]).toEqual([409, 'CONFLICT']);
    expect((await signIn(app, email)).status).toBe('OK');
  });

  it('uses the address that was requested last', async () => {
    const { email, browser } = await createUser(app);
    const [wrong, right] = [uniqueEmail(), uniqueEmail()];
    await change(browser, wrong);
    passTime(61_000);
    await change(browser, right);
    expect((await confirm(tokenOf(linkIn(await app.inbox.read(wrong))))).statusCode).toBe(400);
    expect((await signIn(app, email)).status).toBe('OK');
    expect((await confirm(tokenOf(linkIn(await app.inbox.read(right))))).statusCode).toBe(200);
    resumeTime();
  });

  it('back to the previous address is shown again', async () => {
    const { email, browser } = await createUser(app);
    const next = uniqueEmail();
    await change(browser, next);
    await confirm(tokenOf(linkIn(await app.inbox.read(next))));
    passTime(61_000);
    await change(browser, email);
    expect((await confirm(tokenOf(linkIn(await app.inbox.read(email, 'Confirm'))))).statusCode).toBe(200);
    passTime(61_000);
    expect((await change(browser, next)).statusCode).toBe(200);
    const link = linkIn(await app.inbox.read(next, 'Confirm'));
    expect((await confirm(tokenOf(link))).statusCode).toBe(200);
    resumeTime();
  });

  it('can be requested once per minute for one address, and five times at once for several', async () => {
    const { browser } = await createUser(app);
    const first = uniqueEmail();
    expect((await change(browser, first)).statusCode).toBe(200);
    const refused = await change(browser, first);
    expect([refused.statusCode, errorCode(refused)]).toEqual([429, 'TOO_MANY_REQUESTS']);
    for (let asked = 2; asked < 5; asked += 1)
      expect((await change(browser, uniqueEmail())).statusCode).toBe(200);
    const tooMany = await change(browser, uniqueEmail());
    expect([tooMany.statusCode, errorCode(tooMany)]).toEqual([429, 'TOO_MANY_REQUESTS']);
  });

  it.each([
    ['no address', PASSWORD, 'email'],
    ['a@b', PASSWORD, 'email'],
    ['two@example.com, three@example.com', PASSWORD, 'email'],
    [`${'x'.repeat(250)}@example.com`, PASSWORD, 'email'],
    [undefined, PASSWORD, 'email'],
    [7, PASSWORD, 'email'],
    ['new@example.com', 'not the password 1', 'password'],
    ['new@example.com', '', 'password'],
    ['new@example.com', undefined, 'password'],
  ])('refuses the address %j with the password %j', async (email, password, field) => {
    const { browser } = await createUser(app);
    const body = { ...(email !== undefined && { email }), ...(password !== undefined && { password }) };
    const refused = await browser.send({ method: 'PUT', path: EMAIL, body });
    expect([refused.statusCode, bodyOf(refused)]).toMatchObject([
      400,
      { error: { code: 'BAD_REQUEST', field } },
    ]);
  });

  it('refuses the current address, requests without a session and invalid links', async () => {
    const { email, browser } = await createUser(app);
    expect(bodyOf(await change(browser, email))).toMatchObject({ error: { field: 'email' } });
    expect((await change(app.newBrowser(), uniqueEmail())).statusCode).toBe(401);
    for (const token of ['', 'nonsense', 7, undefined, 'x'.repeat(1600)]) {
      const refused = await confirm(token);
      expect([refused.statusCode, bodyOf(refused)]).toMatchObject([400, { error: { field: 'token' } }]);
    }
  });
});
