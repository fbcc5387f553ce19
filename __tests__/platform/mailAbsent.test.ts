import { Socket } from 'node:net';
import { responseHeader } from '../../netlify/platform/http/message.ts';
import { errorCode, signUp, startTestApp, setUpTestApp } from '../support/testApp.ts';
import { askForReset } from '../support/passwordReset.ts';
import { bodyOf } from '../support/testBrowser.ts';

const KNOWN = 'known@example.com';
const UNKNOWN = 'unknown@example.com';

const app = setUpTestApp(() => startTestApp({ CONTEXT: 'production', URL: 'https://www.example.com' }));
beforeAll(async () => {
  await signUp(app.newBrowser(), KNOWN);
});

const ask = (email: string) => askForReset(app, email, { headers: { 'x-nf-request-id': 'id' } });

it('a deploy without a mail server says so and passes the mail to no one, not even to the vendor of the SDK', async () => {
  const connect = jest.spyOn(Socket.prototype, 'connect');
  app.core.reset();
  const [known, unknown] = [await ask(KNOWN), await ask(UNKNOWN)];
  expect([known.statusCode, errorCode(known)]).toEqual([503, 'MAIL_UNAVAILABLE']);
  expect(bodyOf(known)).toMatchObject({ error: { message: 'This site does not send email.' } });
  expect(unknown.body).toBe(known.body);
  expect(responseHeader(known, 'retry-after')).toBeUndefined();
  expect(app.log.at(-1)).toMatchObject({ outcome: 'mail_unavailable', mail: 'unavailable' });
  expect(app.core.calls).toEqual([]);
  expect(connect).not.toHaveBeenCalled();
});
