import {
  createEmailVerificationToken,
  verifyEmailUsingToken,
} from 'supertokens-node/recipe/emailverification';
import { RecipeUserId } from 'supertokens-node';
import { readCredentialState } from '../../netlify/email/outstanding.ts';
import { responseHeader } from '../../netlify/platform/http/message.ts';
import { EMAIL } from '../support/emailChange.ts';
import { errorCode, PASSWORD, startTestApp, type TestApp } from '../support/testApp.ts';
import { startMailTrouble, type MailTrouble } from '../support/mailTrouble.ts';
import { createUser } from '../support/users.ts';
import type { TestBrowser } from '../support/testBrowser.ts';
import { uniqueEmail } from '../support/uniqueEmail.ts';

let app: TestApp;
let trouble: Awaited<ReturnType<typeof startMailTrouble>>;
beforeAll(async () => {
  trouble = await startMailTrouble();
  app = await startTestApp({ ...trouble.env, SMTP_USER: 'user', SMTP_PASSWORD: 'secret' });
});
afterAll(async () => {
  await app.close();
  await trouble.close();
});

const change = (browser: TestBrowser, email: string) =>
  browser.send({ method: 'PUT', path: EMAIL, body: { email, password: PASSWORD } });

async function verifiedUser() {
  const user = await createUser(app);
  const created = await createEmailVerificationToken('public', new RecipeUserId(user.userId), user.email);
  if (created.status !== 'OK') throw new Error('verified already');
  await verifyEmailUsingToken('public', created.token);
  return user;
}

const recipients = () => trouble.lines.filter((line) => /^RCPT/i.test(line)).join('\n');

it.each<MailTrouble>(['defers-recipient', 'refuses-message', 'hangs-up', 'silent-at-message'])(
  'a mail server that %s: the change is refused, and the new address gets no link',
  async (kind) => {
    const { userId, browser } = await verifiedUser();
    const next = uniqueEmail();
    trouble.set(kind);
    const answer = await trouble.outlast(() => change(browser, next));
    expect([answer.statusCode, errorCode(answer)]).toEqual([503, 'MAIL_UNAVAILABLE']);
    expect(responseHeader(answer, 'retry-after')).toBe('30');
    expect(recipients()).not.toContain(next);
    expect((await readCredentialState(userId)).request).toBeNull();
  },
);

it('a verified address that the mail server rejects permanently: the change is refused with a reason', async () => {
  const { userId, browser } = await verifiedUser();
  const next = uniqueEmail();
  trouble.set('refuses-recipient');
  const answer = await change(browser, next);
  expect([answer.statusCode, errorCode(answer)]).toEqual([400, 'BAD_REQUEST']);
  expect(answer.body).toContain('rejects your current address');
  expect(app.log.at(-1)).toMatchObject({ outcome: 'owner_unreachable', mail: 'refused' });
  expect(recipients()).not.toContain(next);
  expect((await readCredentialState(userId)).request).toBeNull();
});

it('an address that was never verified may be mistyped: it can be changed without a warning', async () => {
  const { browser } = await createUser(app);
  const next = uniqueEmail();
  trouble.set('refuses-recipient');
  await change(browser, next);
  expect(recipients()).toContain(next);
});
