import { EMAIL_FUNCTION } from '../../config/contracts/email.ts';
import { responseHeader } from '../../netlify/platform/http/message.ts';
import { AUTH, errorCode, PASSWORD, signUp, startTestApp, type TestApp } from '../support/testApp.ts';
import { createUser } from '../support/users.ts';
import { bodyOf } from '../support/testBrowser.ts';
import { startMailTrouble, type MailTrouble } from '../support/mailTrouble.ts';
import { askForReset } from '../support/passwordReset.ts';

const KNOWN = 'known@example.com';
const UNKNOWN = 'unknown@example.com';

let app: TestApp;
let trouble: Awaited<ReturnType<typeof startMailTrouble>>;
beforeAll(async () => {
  trouble = await startMailTrouble();
  app = await startTestApp({ ...trouble.env, SMTP_USER: 'user', SMTP_PASSWORD: 'secret' });
  await signUp(app.newBrowser(), KNOWN);
});
const ask = (email: string) => askForReset(app, email, { headers: { 'x-nf-request-id': 'id' } });

afterAll(async () => {
  await app.close();
  await trouble.close();
});

it.each<[MailTrouble, string]>([
  ['refuses-greeting', 'mail: EPROTOCOL 421 CONN'],
  ['silent-at-greeting', 'mail: connect: no answer in time'],
  ['refuses-login', 'mail: EAUTH 535 AUTH PLAIN'],
])('%s: everyone who requests a link is told, before any account is looked up', async (kind, cause) => {
  trouble.set(kind);
  app.core.reset();
  const [known, unknown] = [
    await trouble.outlast(() => ask(KNOWN)),
    await trouble.outlast(() => ask(UNKNOWN)),
  ];
  expect([known.statusCode, errorCode(known)]).toEqual([503, 'MAIL_UNAVAILABLE']);
  expect(responseHeader(known, 'retry-after')).toBe('30');
  expect(unknown.body).toBe(known.body);
  expect(app.core.calls).toEqual([]);
  expect(app.log.at(-1)).toMatchObject({ outcome: 'mail_unavailable', mail: 'failed', cause });
});

it.each<[MailTrouble, string]>([
  ['refuses-message', 'mail: EMESSAGE 554 DATA'],
  ['silent-at-message', 'mail: send: no answer in time'],
])('%s: reported in the log only, because unknown addresses get no mail', async (kind, cause) => {
  trouble.set(kind);
  const [known, unknown] = await Promise.all([trouble.outlast(() => ask(KNOWN)), ask(UNKNOWN)]);
  expect([known.statusCode, known.body]).toEqual([200, '{"status":"OK"}']);
  expect([unknown.statusCode, unknown.body]).toEqual([200, '{"status":"OK"}']);
  const failed = app.log.slice(-2).filter(({ mail }) => mail !== undefined);
  expect(failed).toEqual([expect.objectContaining({ outcome: 'reset_requested', mail: 'failed', cause })]);
  expect(JSON.stringify(app.log)).not.toMatch(/known@|secret/);
});

describe('a recipient that the mail server rejects permanently', () => {
  const refusal = (field?: string) => ({
    error: expect.objectContaining({
      code: 'BAD_REQUEST',
      message: expect.stringContaining('rejects this address permanently') as string,
      ...(field !== undefined && { field }),
    }) as unknown,
  });

  it.each([`${EMAIL_FUNCTION}/verification`, `${AUTH}/user/email/verify/token`])(
    'is reported at %s',
    async (path) => {
      const { browser } = await createUser(app);
      trouble.set('refuses-recipient');
      const response = await browser.send({ method: 'POST', path, body: {} });
      expect([response.statusCode, bodyOf(response)]).toEqual([400, refusal()]);
      expect(responseHeader(response, 'retry-after')).toBeUndefined();
      expect(app.log.at(-1)).toMatchObject({ outcome: 'recipient_refused', mail: 'refused' });
    },
  );

  it('is reported at the field of a new address, taken or not', async () => {
    const { browser } = await createUser(app);
    trouble.set('refuses-recipient');
    const change = (email: string) =>
      browser.send({ method: 'PUT', path: EMAIL_FUNCTION, body: { email, password: PASSWORD } });
    const [free, taken] = [await change('free@example.com'), await change(KNOWN)];
    expect([free.statusCode, bodyOf(free)]).toEqual([400, refusal('email')]);
    expect([taken.statusCode, bodyOf(taken)]).toEqual([400, refusal('email')]);
  });

  it('is reported in the log only where a password reset was requested', async () => {
    trouble.set('refuses-recipient');
    const [known, unknown] = [await ask(KNOWN), await ask(UNKNOWN)];
    expect([known.statusCode, known.body]).toEqual([200, '{"status":"OK"}']);
    expect(unknown.body).toBe(known.body);
    expect(app.log.at(-2)).toMatchObject({ outcome: 'reset_requested', mail: 'refused' });
  });
});
