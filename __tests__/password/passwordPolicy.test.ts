import { createHash } from 'node:crypto';
import { dictionary } from '@zxcvbn-ts/language-common';
import { passwordRefusal } from '../../netlify/password/passwordPolicy.ts';
import { startAnswerServer, type AnswerServer } from '../support/answers.ts';
import { AUTH, credentials, PASSWORD, startTestApp, type TestApp } from '../support/testApp.ts';
import { putPassword } from '../support/passwordChange.ts';
import { createUser, signIn } from '../support/users.ts';
import { refusalOf } from '../support/refusals.ts';
import { bodyOf } from '../support/testBrowser.ts';
import { uniqueEmail } from '../support/uniqueEmail.ts';

let app: TestApp;
let breaches: AnswerServer;
beforeAll(async () => {
  breaches = await startAnswerServer();
  app = await startTestApp({
    APP_NAME: 'Latchkey',
    PASSWORD_BREACH_CHECK: 'true',
    PASSWORD_BREACH_URL: `${breaches.origin}/range`,
  });
});
afterAll(async () => {
  await app.close();
  await breaches.close();
});
beforeEach(() => {
  breaches.next = {};
  breaches.requests.splice(0);
  app.log.splice(0);
});

async function signUpWith(password: string, email = uniqueEmail()) {
  const body = credentials(email, password);
  return bodyOf(await app.newBrowser().send({ method: 'POST', path: `${AUTH}/signup`, body }));
}

const refused = (error: unknown) => ({ status: 'FIELD_ERROR', formFields: [{ id: 'password', error }] });
const COMMON = expect.stringContaining('most common') as string;
const PREDICTABLE = expect.stringContaining('repeated or consecutive') as string;
const OWN = expect.stringContaining('your name') as string;

test('all passwords of the list that are long enough are refused, without an external request', async () => {
  const long = dictionary['passwords-common'].filter(({ length }) => length >= 8);
  expect(long.length).toBeGreaterThan(10_000);
  const taken: string[] = [];
  for (const one of long) if ((await passwordRefusal(one)) === undefined) taken.push(one);
  expect(taken).toEqual([]);
  expect(breaches.requests).toEqual([]);
});

test.each<[string, unknown]>([
  ['password', COMMON],
  ['PassWord', COMMON],
  ['Password1!', COMMON],
  ['!sunshine12', COMMON],
  ['iloveyou', COMMON],
  ['aaaaaaaa', PREDICTABLE],
  ['abcabcabc', PREDICTABLE],
  ['aaaaaaaaaaaaabcd', PREDICTABLE],
  ['87654321', PREDICTABLE],
  ['qwertyuiop', PREDICTABLE],
  ['ABCDefgh1234', PREDICTABLE],
  ['Latchkey', OWN],
  ['my-latchkey-1', OWN],
  ['x'.repeat(73), expect.stringContaining('72 bytes')],
])('a sign-up with %j is refused at its field', async (password, words) => {
  expect(await signUpWith(password)).toEqual(refused(words));
});

test.each([
  'correct horse battery',
  'tall giraffe',
  'x7#kP2qa',
  'пароль из слов',
  'my latchkey opens a green box',
])('a sign-up with %j is accepted', async (password) => {
  expect(await signUpWith(password)).toMatchObject({ status: 'OK' });
});

test.each([
  ['ada.lovelace@engines.example', 'ada.lovelace1815'],
  ['ada.lovelace@engines.example', 'LovelaceAda!'],
  ['ada.lovelace@engines.example', 'ada.lovelace@engines.example'],
  ['ada.lovelace@engines.example', 'engines-1842'],
])('with %s a sign-up with %j is refused', async (email, password) => {
  expect(await signUpWith(password, email)).toEqual(refused(OWN));
});

test('a password change has the same rules, and considers the name in the profile', async () => {
  const { browser } = await createUser(app);
  const body = { name: 'Zorblax Quuxley' };
  await browser.send({ method: 'PATCH', path: '/.netlify/functions/profile', body });
  const change = async (newPassword: string) =>
    refusalOf(await putPassword(browser, { currentPassword: PASSWORD, newPassword }));
  expect(await change('Quuxley1815')).toEqual([400, 'newPassword', OWN]);
  expect(await change('Password1!')).toEqual([400, 'newPassword', COMMON]);
  expect(await change('a\u0000bcdefgh')).toEqual([400, 'newPassword', expect.any(String)]);
});

describe('one password in two normal forms', () => {
  const NFC = 'caf\u00e9 noir et cr\u00e8me';
  const NFD = NFC.normalize('NFD');

  it('signs in in both, and can be changed with both', async () => {
    const email = uniqueEmail();
    expect(await signUpWith(NFD, email)).toMatchObject({ status: 'OK' });
    const { browser } = await signIn(app, email, { password: NFC });
    for (const password of [NFC, NFD]) expect((await signIn(app, email, { password })).status).toBe('OK');
    const same = await putPassword(browser, { currentPassword: NFD, newPassword: NFC });
    expect(refusalOf(same)).toEqual([400, 'newPassword', expect.stringContaining('current password')]);
    const changed = await putPassword(browser, { currentPassword: NFD, newPassword: `${NFD} encore` });
    expect(changed.statusCode).toBe(200);
    expect((await signIn(app, email, { password: `${NFC} encore` })).status).toBe('OK');
  });

  it('signs in with the password as typed if it was hashed that way', async () => {
    const email = uniqueEmail();
    const headers = { 'api-key': process.env.SUPERTOKENS_API_KEY ?? '', 'content-type': 'application/json' };
    const body = JSON.stringify({ email, password: NFD });
    await fetch(`${app.core.url}/recipe/signup`, { method: 'POST', headers, body });
    expect((await signIn(app, email, { password: NFD })).status).toBe('OK');
    expect((await signIn(app, email, { password: NFC })).status).toBe('WRONG_CREDENTIALS_ERROR');
  });
});

describe('known breaches', () => {
  const CHOSEN = 'purple walrus seven';
  const hash = createHash('sha1').update(CHOSEN).digest('hex').toUpperCase();
  const line = (count: number) => `${'0'.repeat(35)}:3\r\n${hash.slice(5)}:${count}\r\n`;

  it('sends five characters of the hash, with padding', async () => {
    breaches.next = { body: line(12) };
    expect(await signUpWith(CHOSEN)).toEqual(refused(expect.stringContaining('data breach')));
    expect(breaches.requests).toMatchObject([
      { method: 'GET', url: `/range/${hash.slice(0, 5)}`, headers: { 'add-padding': 'true' } },
    ]);
    expect(app.log.at(-1)).toMatchObject({ breachCheck: 'on' });
  });

  it.each([
    ['padding', { body: line(0) }, 'on'],
    ['an empty answer', { body: '' }, 'on'],
    ['an error', { status: 503, body: 'no' }, 'down'],
    ['a redirect', { status: 302, headers: { location: '/elsewhere' } }, 'down'],
  ])('accepts a password if %s, and logs the outcome', async (_name, answer, breachCheck) => {
    breaches.next = answer;
    expect(await signUpWith(CHOSEN)).toMatchObject({ status: 'OK' });
    expect(app.log.at(-1)).toMatchObject({ breachCheck });
  });

  it('accepts it if there is no response within a second', async () => {
    breaches.next = { silent: true };
    const asked = breaches.nextRequest();
    const answer = signUpWith(CHOSEN);
    await asked;
    jest.advanceTimersByTime(1000);
    expect(await answer).toMatchObject({ status: 'OK' });
    expect(app.log.at(-1)).toMatchObject({ breachCheck: 'down' });
  });
});
