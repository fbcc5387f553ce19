import { AUTH, credentials, PASSWORD, passTime, resumeTime, signUp } from '../support/testApp.ts';
import { openInbox, type Inbox } from '../support/inbox.ts';
import { createUser, signIn } from '../support/users.ts';
import { linkIn } from '../support/readMail.ts';
import { searchSpellings } from '../support/emailSpellings.ts';
import { startTestAppWithDatabase, type TestAppWithDatabase } from '../support/testAppWithDatabase.ts';
import { refusalOf } from '../support/refusals.ts';
import { bodyOf } from '../support/testBrowser.ts';

const EMAIL = '/.netlify/functions/email';

let app: TestAppWithDatabase;
let inbox: Inbox;
beforeAll(async () => {
  inbox = await openInbox();
  app = await startTestAppWithDatabase(inbox.env);
});
afterAll(() => app.close());

afterEach(() => resumeTime());

const unique = () => crypto.randomUUID();

test('a user who signs up in one spelling can sign in in all others and cannot sign up twice', async () => {
  const { stored, typed } = searchSpellings(unique());
  const [first = '', ...others] = typed;
  const made = bodyOf(await signUp(app.newBrowser(), first));
  expect(made).toMatchObject({ status: 'OK', user: { emails: [stored] } });
  for (const spelling of [stored, ...typed]) expect((await signIn(app, spelling)).status).toBe('OK');
  for (const spelling of others)
    expect(bodyOf(await signUp(app.newBrowser(), spelling))).toMatchObject({ status: 'FIELD_ERROR' });
});

test('a change to an address in other letters leads to one that signs in, and a reset finds it', async () => {
  const name = unique();
  const stored = `${name}@xn--bcher-kva.example`;
  const typed = [`${name}@B\u00dcCHER.example`, ` ${name.toUpperCase()}@bu\u0308cher.example`];
  // The inbox shows a domain in its own letters.
  const shown = `${name}@b\u00fccher.example`;
  const { browser } = await createUser(app);
  const body = { email: typed[0], password: PASSWORD };
  const asked = await browser.send({ method: 'PUT', path: EMAIL, body });
  expect([asked.statusCode, bodyOf(asked)]).toMatchObject([200, { sentTo: stored }]);
  const token = new URL(linkIn(await inbox.read(shown))).searchParams.get('token');
  const done = await browser.send({ method: 'POST', path: `${EMAIL}/confirmation`, body: { token } });
  expect(bodyOf(done)).toMatchObject({ email: stored });
  for (const spelling of [stored, ...typed]) expect((await signIn(app, spelling)).status).toBe('OK');
  const formFields = [{ id: 'email', value: typed[1] }];
  // A recipient gets one mail a minute.
  passTime(61_000);
  await browser.send({ method: 'POST', path: `${AUTH}/user/password/reset/token`, body: { formFields } });
  expect(linkIn(await inbox.read(shown))).toContain('reset-password');
});

test('attempts are counted per account, whatever the spelling', async () => {
  const { stored, typed } = searchSpellings(unique());
  await signUp(app.newBrowser(), stored);
  const tryWith = async (email: string) => {
    const body = credentials(email, 'wrong horse 1');
    const path = `${AUTH}/signin`;
    return app.newBrowser().send({ method: 'POST', path, body });
  };
  const spellings = [...typed, stored, ...typed, stored, ...typed];
  const answers = [];
  for (const spelling of spellings) answers.push((await tryWith(spelling)).statusCode);
  expect(answers.slice(0, 5)).toEqual([200, 200, 200, 200, 200]);
  expect(answers).toContain(429);
});

describe('values that all forms reject', () => {
  const wrong = [
    'u@example.c',
    'u(work)@example.com',
    `${'x'.repeat(243)}@example.com`,
    'a\u200bb@example.com',
  ];

  it.each(wrong)('%j', async (email) => {
    const { browser } = await createUser(app);
    const refused = await browser.send({ method: 'PUT', path: EMAIL, body: { email, password: PASSWORD } });
    expect(refusalOf(refused).slice(0, 2)).toEqual([400, 'email']);
    const fields = [{ id: 'email', error: expect.stringContaining('email address') as string }];
    for (const path of [`${AUTH}/signup`, `${AUTH}/signin`, `${AUTH}/user/password/reset/token`]) {
      const formFields = credentials(email).formFields.slice(0, path.endsWith('token') ? 1 : 2);
      const response = await app.newBrowser().send({ method: 'POST', path, body: { formFields } });
      expect(bodyOf(response)).toEqual({ status: 'FIELD_ERROR', formFields: fields });
    }
  });

  it('95 KB, immediately', async () => {
    const { browser } = await createUser(app);
    for (const email of ['a'.repeat(95_000), `a@${'a.'.repeat(47_000)}`, `a${' '.repeat(94_000)}@b.co`]) {
      const startedAt = performance.now();
      const refused = await browser.send({ method: 'PUT', path: EMAIL, body: { email, password: PASSWORD } });
      expect([refused.statusCode, performance.now() - startedAt < 1000]).toEqual([400, true]);
    }
  });
});
