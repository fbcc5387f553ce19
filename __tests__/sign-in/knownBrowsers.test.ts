import { startFullTestApp } from '../support/fullTestApp.ts';
import { askForReset } from '../support/passwordReset.ts';
import { linkIn } from '../support/readMail.ts';
import { signInReportsOf } from '../support/signInReports.ts';
import { AUTH, passTime, PASSWORD, setUpTestApp, stopTime } from '../support/testApp.ts';
import { bodyOf, type TestBrowser } from '../support/testBrowser.ts';
import { FIREFOX } from '../support/userAgents.ts';
import { createUser, signIn } from '../support/users.ts';

const app = setUpTestApp(startFullTestApp);
beforeEach(() => stopTime());

const reportsOf = (work: () => Promise<unknown>) => signInReportsOf(app, work);

it('reports two tabs of a new browser once, and two browsers twice', async () => {
  const { email } = await createUser(app);
  passTime(70_000);
  const browser = app.newBrowser();
  const tabs = () => Promise.all([signIn(app, email, { browser }), signIn(app, email, { browser })]);
  expect(await reportsOf(tabs)).toBe(1);
  const headers = { 'user-agent': FIREFOX };
  const others = () =>
    Promise.all([
      signIn(app, email, { headers }),
      signIn(app, email, { headers: { 'user-agent': 'curl/8' } }),
    ]);
  expect(await reportsOf(others)).toBe(2);
});

it('sends one address at most five of them at once, and other notices besides', async () => {
  const { email, browser } = await createUser(app);
  const work = async () => {
    for (let count = 0; count < 7; count += 1)
      await signIn(app, email, { headers: { 'user-agent': `browser ${count}` } });
  };
  expect(await reportsOf(work)).toBe(5);
  expect(app.log.filter(({ mail }) => mail === 'limited')).toHaveLength(2);
  const body = { currentPassword: PASSWORD, newPassword: 'another horse 2' };
  const change = await browser.send({ method: 'PUT', path: '/.netlify/functions/password', body });
  expect(bodyOf(change)).toMatchObject({ notified: true });
});

async function resetPassword(browser: TestBrowser, email: string, password: string): Promise<void> {
  await askForReset(app, email);
  const token = new URL(linkIn(await app.inbox.read(email, 'Reset your password'))).searchParams.get('token');
  const body = { method: 'token', token, formFields: [{ id: 'password', value: password }] };
  const response = await browser.send({ method: 'POST', path: `${AUTH}/user/password/reset`, body });
  expect(bodyOf(response)).toMatchObject({ status: 'OK' });
}

it('knows no browser after a reset but the one in which the password was reset', async () => {
  const { email, browser } = await createUser(app);
  passTime(70_000);
  const other = app.newBrowser();
  await signIn(app, email, { browser: other });
  passTime(70_000);
  const password = 'another horse 2';
  await resetPassword(browser, email, password);
  expect(await reportsOf(() => signIn(app, email, { browser, password }))).toBe(0);
  passTime(70_000);
  expect(await reportsOf(() => signIn(app, email, { browser: other, password }))).toBe(1);
});

it('says nothing to the next user of an address about browsers of an earlier account', async () => {
  const { email, browser } = await createUser(app);
  const deletion = { password: PASSWORD, confirmation: 'delete my account' };
  await browser.copy().send({ method: 'POST', path: '/.netlify/functions/account/deletion', body: deletion });
  await createUser(app, { email });
  passTime(70_000);
  expect(await reportsOf(() => signIn(app, email, { browser }))).toBe(1);
});

it.each([
  ['of another user', (_: string, other: string) => other],
  ['with another signature', (own: string) => own.replace(/.$/, (last) => (last === 'A' ? 'E' : 'A'))],
  ['that is nonsense', () => '%00~.~..~x'],
])('a cookie %s makes no browser known', async (_, forge) => {
  const [one, two] = [await createUser(app), await createUser(app)];
  passTime(70_000);
  const [own, other] = [one, two].map(({ browser }) => browser.jar.get('recognizedBrowser') ?? '');
  const forger = app.newBrowser();
  forger.jar.put('recognizedBrowser', forge(own ?? '', other ?? ''), '/.netlify/functions');
  expect(await reportsOf(() => signIn(app, one.email, { browser: forger }))).toBe(1);
});
