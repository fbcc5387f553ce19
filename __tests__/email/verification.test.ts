import { responseHeader } from '../../netlify/platform/http/message.ts';
import { startFullTestApp } from '../support/fullTestApp.ts';
import { AUTH, errorCode, passTime, PROFILE, stopTime, USER, setUpTestApp } from '../support/testApp.ts';
import { createUser } from '../support/users.ts';
import { linkIn } from '../support/readMail.ts';
import { bodyOf, type TestBrowser } from '../support/testBrowser.ts';

const app = setUpTestApp(() => startFullTestApp({ EMAIL_VERIFICATION: 'required' }));
beforeEach(() => stopTime());

const ask = (browser: TestBrowser, headers: Record<string, string> = {}) =>
  browser.send({
    method: 'POST',
    path: `${AUTH}/user/email/verify/token`,
    headers,
  });

function open(link: string, browser: TestBrowser) {
  const body = { method: 'token', token: new URL(link).searchParams.get('token') };
  return browser.send({ method: 'POST', path: `${AUTH}/user/email/verify`, body });
}

it('requires users to open the mailed link first', async () => {
  const { email, browser } = await createUser(app);
  for (const path of [USER, PROFILE]) {
    const refused = await browser.send({ path });
    expect([refused.statusCode, errorCode(refused)]).toEqual([403, 'EMAIL_NOT_VERIFIED']);
    expect(bodyOf(refused)).toMatchObject({ error: { message: 'Verify your email first.' } });
    expect(responseHeader(refused, 'cache-control')).toBe('private, no-store');
  }
  expect(app.log.at(-1)).toMatchObject({ status: 403, outcome: 'email_not_verified' });

  expect(bodyOf(await ask(browser))).toEqual({ status: 'OK' });
  const mail = await app.inbox.read(email);
  expect(mail.subject).toBe('Verify your email');
  expect(linkIn(mail)).toMatch(/^http:\/\/localhost:8888\/auth\/verify-email\?token=/);
  expect(bodyOf(await open(linkIn(mail), browser))).toMatchObject({ status: 'OK' });
  expect(app.log.at(-1)).toMatchObject({ outcome: 'email_verified' });
  expect((await browser.send({ path: USER })).statusCode).toBe(200);

  expect(bodyOf(await open(linkIn(mail), browser))).toEqual({ status: 'EMAIL_ALREADY_VERIFIED_ERROR' });
  expect(bodyOf(await ask(browser))).toEqual({ status: 'EMAIL_ALREADY_VERIFIED_ERROR' });
  expect(JSON.stringify(app.log)).not.toContain(email);
});

it('applies to all other browsers of the user, without further calls to the core after their next refresh', async () => {
  const { email, browser } = await createUser(app);
  await ask(browser);
  await open(linkIn(await app.inbox.read(email)), app.newBrowser());
  passTime(11_000);
  expect((await browser.ask({ path: USER })).statusCode).toBe(200);
  await browser.send({ method: 'POST', path: `${AUTH}/session/refresh` });
  await browser.send({ path: USER });
  app.core.reset();
  expect((await browser.send({ path: USER })).statusCode).toBe(200);
  expect(app.core.calls).toEqual([]);
});

it('sends one mail per minute and says how long to wait', async () => {
  const { email, browser } = await createUser(app);
  expect((await ask(browser)).statusCode).toBe(200);
  const refused = await ask(browser);
  expect([refused.statusCode, errorCode(refused)]).toEqual([429, 'TOO_MANY_REQUESTS']);
  const seconds = Number(responseHeader(refused, 'retry-after'));
  expect(seconds).toBeGreaterThan(50);
  expect(bodyOf(refused)).toMatchObject({
    error: { message: `An email was sent recently. You can request another one in ${seconds} s.` },
  });
  passTime(60_000);
  expect((await ask(browser)).statusCode).toBe(200);
  expect(await app.inbox.all(email)).toHaveLength(2);
});

it('sends no mail without a session, and lets unverified users sign out', async () => {
  expect((await ask(app.newBrowser())).statusCode).toBe(401);
  const { browser } = await createUser(app);
  expect((await browser.send({ method: 'POST', path: `${AUTH}/signout` })).statusCode).toBe(200);
  expect((await browser.send({ path: USER })).statusCode).toBe(401);
});
