import { responseHeader } from '../../netlify/platform/http/message.ts';
import { signUp, startTestApp, type TestApp } from '../support/testApp.ts';
import { startMailTrouble, type MailTrouble } from '../support/mailTrouble.ts';
import { post } from '../support/magicLink.ts';
import { target } from '../support/redirects.ts';

const KNOWN = 'known@example.com';
const UNKNOWN = 'unknown@example.com';
const ID = { 'x-nf-request-id': 'id' };

let app: TestApp;
let trouble: Awaited<ReturnType<typeof startMailTrouble>>;
beforeAll(async () => {
  trouble = await startMailTrouble();
  app = await startTestApp({ ...trouble.env, SMTP_USER: 'user', SMTP_PASSWORD: 'secret' });
  await signUp(app.newBrowser(), KNOWN);
});
afterAll(async () => {
  await app.close();
  await trouble.close();
});

const ask = (email: string) => trouble.outlast(() => post(app.newBrowser(), 'request', { email }, ID));

it.each<MailTrouble>([
  'refuses-greeting',
  'silent-at-greeting',
  'refuses-login',
  'refuses-message',
  'silent-at-message',
  'defers-recipient',
  'hangs-up',
])('says that no email was sent, for every address alike, when the mail server %s', async (kind) => {
  trouble.set(kind);
  const [known, unknown] = [await ask(KNOWN), await ask(UNKNOWN)];
  expect([known.statusCode, responseHeader(known, 'retry-after')]).toEqual([503, '30']);
  expect(known.body).toContain('No email was sent');
  expect(unknown.body).toBe(known.body);
  expect(known.multiValueHeaders).toEqual(unknown.multiValueHeaders);
  expect(app.log.at(-1)).toMatchObject({ outcome: 'mail_unavailable', mail: 'failed' });
});

it('says that the mail server rejects an address, whether or not it has an account', async () => {
  trouble.set('refuses-recipient');
  for (const email of [KNOWN, UNKNOWN])
    expect(target(await ask(email))).toEqual({ path: '/auth', formError: 'link_email_undeliverable' });
});
