/** @jest-environment node */
import { responseHeader } from '../../netlify/http/message.ts';
import { errorCode, signUp, startFunctionWorld, type FunctionWorld } from '../support/functionWorld.ts';
import { startMailTrouble, type MailTrouble } from '../support/mailTrouble.ts';
import { askForReset } from '../support/passwordReset.ts';

const KNOWN = 'known@example.com';
const UNKNOWN = 'unknown@example.com';

let world: FunctionWorld;
let trouble: Awaited<ReturnType<typeof startMailTrouble>>;
beforeAll(async () => {
  trouble = await startMailTrouble();
  world = await startFunctionWorld({ ...trouble.env, SMTP_USER: 'user', SMTP_PASSWORD: 'secret' });
  await signUp(world.newBrowser(), KNOWN);
});
const ask = (email: string) => askForReset(world, email, { headers: { 'x-nf-request-id': 'id' } });

afterAll(async () => {
  await world.close();
  await trouble.close();
});

it.each<[MailTrouble, string]>([
  ['refuses-greeting', 'mail: EPROTOCOL 421 CONN'],
  ['silent-at-greeting', 'mail: connect: no answer in time'],
  ['refuses-login', 'mail: EAUTH 535 AUTH PLAIN'],
])('%s: everybody who asks for a link is told, before anybody looks for an account', async (kind, cause) => {
  trouble.set(kind);
  world.core.reset();
  const [known, unknown] = [
    await trouble.outlast(() => ask(KNOWN)),
    await trouble.outlast(() => ask(UNKNOWN)),
  ];
  expect([known.statusCode, errorCode(known)]).toEqual([503, 'MAIL_UNAVAILABLE']);
  expect(responseHeader(known, 'retry-after')).toBe('30');
  expect(unknown.body).toBe(known.body);
  expect(world.core.calls).toEqual([]);
  expect(world.log.at(-1)).toMatchObject({ outcome: 'mail_unavailable', mail: 'failed', cause });
});

it.each<[MailTrouble, string]>([
  ['refuses-recipient', 'mail: EENVELOPE 550 RCPT TO'],
  ['silent-at-message', 'mail: send: no answer in time'],
])('%s: that is in the log alone, since nobody is written to who has no account', async (kind, cause) => {
  trouble.set(kind);
  const [known, unknown] = await Promise.all([trouble.outlast(() => ask(KNOWN)), ask(UNKNOWN)]);
  expect([known.statusCode, known.body]).toEqual([200, '{"status":"OK"}']);
  expect([unknown.statusCode, unknown.body]).toEqual([200, '{"status":"OK"}']);
  const failed = world.log.slice(-2).filter(({ mail }) => mail !== undefined);
  expect(failed).toEqual([expect.objectContaining({ outcome: 'reset_requested', mail: 'failed', cause })]);
  expect(JSON.stringify(world.log)).not.toMatch(/known@|secret/);
});
