import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { generate } from 'selfsigned';
import type { FunctionHandler } from '../../netlify/platform/createFunction.ts';
import type { RequestLine } from '../../netlify/platform/http/log.ts';
import type { NoticeWords } from '../../netlify/platform/mail/notice.ts';
import { resumeTime } from '../support/testApp.ts';
import { openInbox, startSecuredInbox, type Inbox } from '../support/inbox.ts';
import { lambdaContext, lambdaEvent } from '../support/lambdaEvent.ts';
import { startMailTrouble, type MailTrouble } from '../support/mailTrouble.ts';
import { bodyOf } from '../support/testBrowser.ts';

const NOTICE: NoticeWords = {
  subject: 'Your password was changed',
  paragraphs: ['It was changed by <b>Eve</b> & "friends".', 'If it was you, all is well.'],
  action: { label: 'Look at your sessions', path: '/account/sessions?a=1&b=2' },
};

const DEPLOY = {
  CONTEXT: 'production',
  URL: 'https://www.example.com',
  SUPERTOKENS_CONNECTION_URI: 'https://core.example',
  SUPERTOKENS_API_KEY: 'key',
};

const log: RequestLine[] = [];
let inbox: Inbox;
let trouble: Awaited<ReturnType<typeof startMailTrouble>>;
beforeAll(async () => {
  inbox = await openInbox();
  trouble = await startMailTrouble();
});
afterAll(() => trouble.close());

const environment = { ...process.env };
beforeEach(resumeTime);
afterEach(() => {
  process.env = { ...environment };
});

/** A function that sends a notice, in its own environment. */
async function noticeFunction(env: Record<string, string>): Promise<FunctionHandler> {
  jest.resetModules();
  // With several languages, it would ask the core, which is not there, for that of the owner.
  Object.assign(process.env, { SITE_LANGUAGES: 'en' }, env);
  const [http, { defineRoute }, origin, logging, notice] = await Promise.all([
    import('../../netlify/platform/createFunction.ts'),
    import('../../netlify/platform/routes/defineRoute.ts'),
    import('../../netlify/platform/http/origin.ts'),
    import('../../netlify/platform/http/log.ts'),
    import('../../netlify/platform/mail/notice.ts'),
  ]);
  log.length = 0;
  logging.setLogSink((line) => log.push(JSON.parse(line) as RequestLine));
  return http.createFunction({
    name: 'notice',
    routes: {
      'POST ': defineRoute({
        handler: async (event) => {
          const to = event.headers['x-to'] ?? '';
          return {
            outcome: await notice.sendNotice({ email: to }, () => NOTICE, origin.requestOrigin(event)),
          };
        },
      }),
    },
  });
}

async function send(handler: FunctionHandler, to: string, host = 'localhost:8888'): Promise<unknown> {
  const event = lambdaEvent({
    method: 'POST',
    path: '/.netlify/functions/notice',
    headers: { 'x-to': to, host },
  });
  return bodyOf(await handler(event, lambdaContext)).outcome;
}

it('arrives as text and HTML with the same content, from the app, with a link to the origin of the request', async () => {
  const handler = await noticeFunction({ ...inbox.env, APP_NAME: 'Me & You' });
  expect(await send(handler, 'owner@example.com', '127.0.0.1:8888')).toBe('sent');
  const mail = await inbox.read('owner@example.com');
  expect(mail.subject).toBe(NOTICE.subject);
  expect(mail.from).toEqual([{ name: 'Me & You', address: 'no-reply@localhost.localdomain' }]);
  expect(mail.text).toContain('It was changed by <b>Eve</b> & "friends".\n\nIf it was you, all is well.');
  expect(mail.text).toContain('Look at your sessions:\nhttp://127.0.0.1:8888/account/sessions?a=1&b=2\n');
  expect(mail.text).toContain('Me & You, http://127.0.0.1:8888');
  expect(mail.html).toContain('It was changed by &lt;b&gt;Eve&lt;/b&gt; &amp; &quot;friends&quot;.');
  expect(mail.html).toContain('href="http://127.0.0.1:8888/account/sessions?a=1&amp;b=2"');
  expect(mail.html).toContain('Me &amp; You');
  expect(mail.headers['auto-submitted']).toBe('auto-generated');
  expect(log.at(-1)).toMatchObject({ status: 200, outcome: 'ok', mail: 'sent' });
});

it('reaches an address with non-ASCII characters', async () => {
  expect(await send(await noticeFunction(inbox.env), 'jörg@example.com')).toBe('sent');
  expect((await inbox.read('jörg@example.com')).subject).toBe(NOTICE.subject);
});

describe('a server with credentials, over TLS', () => {
  const login = { SMTP_USER: 'user', SMTP_PASSWORD: 'pass word' };
  const from = { SMTP_SECURITY: 'tls', SMTP_FROM: 'The App <app@example.org>' };
  let secured: Awaited<ReturnType<typeof startSecuredInbox>>;
  let certificate: string;
  beforeAll(async () => {
    const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }]);
    certificate = cert;
    secured = await startSecuredInbox({ login: { user: 'user', password: 'pass word' }, tls: { key, cert } });
  });
  afterAll(() => secured.close());

  it('is not trusted without a valid certificate', async () => {
    const handler = await noticeFunction({ ...secured.env, ...login, ...from });
    expect(await send(handler, 'from@example.com')).toBe('failed');
    expect(log.at(-1)?.cause).toMatch(/^mail: ESOCKET CONN: self-signed certificate/);
  });

  it('accepts a mail from the configured sender', async () => {
    const trusted = getCACertificates('default');
    setDefaultCACertificates([...trusted, certificate]);
    const handler = await noticeFunction({ ...secured.env, ...login, ...from });
    const outcome = await send(handler, 'from@example.com');
    setDefaultCACertificates(trusted);
    expect([outcome, log.at(-1)?.cause]).toEqual(['sent', undefined]);
    const [sender] = (await secured.read('from@example.com')).from;
    expect(sender).toEqual({ name: 'The App', address: 'app@example.org' });
  });
});

const troubles: [MailTrouble, string][] = [
  ['refuses-greeting', 'mail: EPROTOCOL 421 CONN'],
  ['silent-at-greeting', 'mail: connect: no answer in time'],
  ['refuses-login', 'mail: EAUTH 535 AUTH PLAIN'],
  ['refuses-message', 'mail: EMESSAGE 554 DATA'],
  ['silent-at-message', 'mail: send: no answer in time'],
  ['hangs-up', 'mail: ECONNECTION CONN: Connection closed unexpectedly'],
];

it.each(troubles)(
  'a mail server that %s: reported, logged by its codes, without hanging',
  async (kind, cause) => {
    trouble.set(kind);
    const handler = await noticeFunction({ ...trouble.env, SMTP_USER: 'user', SMTP_PASSWORD: 'secret' });
    expect(await trouble.outlast(() => send(handler, 'reader@example.com'))).toBe('failed');
    expect(log.at(-1)).toMatchObject({ status: 200, mail: 'failed', cause });
    expect(JSON.stringify(log)).not.toMatch(/reader|@|secret|spam/);
  },
);

it('a recipient that is rejected permanently is reported separately and alerts no one', async () => {
  trouble.set('refuses-recipient');
  const handler = await noticeFunction({ ...trouble.env, SMTP_USER: 'user', SMTP_PASSWORD: 'secret' });
  expect(await send(handler, 'reader@example.com')).toBe('refused');
  expect(log.at(-1)).toMatchObject({ status: 200, mail: 'refused' });
  expect(log.at(-1)).not.toHaveProperty('cause');
});

it('a recipient that is rejected temporarily is a failed mail', async () => {
  trouble.set('defers-recipient');
  const handler = await noticeFunction({ ...trouble.env, SMTP_USER: 'user', SMTP_PASSWORD: 'secret' });
  expect(await send(handler, 'reader@example.com')).toBe('failed');
  expect(log.at(-1)).toMatchObject({ mail: 'failed', cause: 'mail: EENVELOPE 450 RCPT TO' });
});

it('an unreachable mail server is reported and logged', async () => {
  const handler = await noticeFunction({ SMTP_HOST: '127.0.0.1', SMTP_PORT: '1' });
  expect(await send(handler, 'reader@example.com')).toBe('failed');
  expect(log.at(-1)).toMatchObject({
    mail: 'failed',
    cause: 'mail: ESOCKET CONN: connect ECONNREFUSED 127.0.0.1:1',
  });
});

it('a server without TLS gets neither password nor mail from a deploy', async () => {
  trouble.set('refuses-message');
  const seen = trouble.lines.length;
  const secured = { SMTP_SECURITY: 'starttls', SMTP_USER: 'user', SMTP_PASSWORD: 'secret' };
  const handler = await noticeFunction({ ...trouble.env, ...secured });
  expect(await send(handler, 'reader@example.com')).toBe('failed');
  expect(log.at(-1)).toMatchObject({ mail: 'failed', cause: expect.stringContaining('ETLS') as string });
  expect(trouble.lines.slice(seen)).toEqual([expect.stringMatching(/^EHLO /), 'STARTTLS']);
});

it('a deploy without a mail server says so without a connection', async () => {
  const handler = await noticeFunction(DEPLOY);
  expect(await send(handler, 'reader@example.com', 'www.example.com')).toBe('unavailable');
  expect(log.at(-1)).toMatchObject({ status: 200, mail: 'unavailable' });
});
