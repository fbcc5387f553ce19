import { Authenticator } from '../support/authenticator.ts';
import {
  credentials,
  AUTH,
  errorCode,
  HEALTH,
  passTime,
  PASSWORD,
  stopTime,
  setUpTestApp,
} from '../support/testApp.ts';
import { createUser } from '../support/users.ts';
import { addedPasskey, passkeySignIn, postPasskey } from '../support/passkeys.ts';
import { startTestAppWithDatabase } from '../support/testAppWithDatabase.ts';
import { bodyOf } from '../support/testBrowser.ts';
import { UNREACHABLE, whileDatabaseIs } from '../support/testDatabase.ts';

const app = setUpTestApp(() => startTestAppWithDatabase({ THROTTLE_TRIES_PER_MINUTE: '4' }));
beforeEach(() => {
  stopTime();
  passTime(60_000);
});

const from = (address: string) => ({ headers: { 'x-nf-client-connection-ip': address } });

it('counts sign-ins with passkeys together with all others of a network', async () => {
  const place = from('203.0.113.1');
  const { browser, email } = await createUser(app, from('203.0.113.9'));
  const authenticator = new Authenticator();
  await addedPasskey(browser, authenticator);
  const signIn = () => passkeySignIn(app, authenticator, place).then(({ response }) => response);
  expect([(await signIn()).statusCode, (await signIn()).statusCode]).toEqual([200, 200]);
  for (let tries = 0; tries < 2; tries += 1)
    await app.newBrowser().send({
      method: 'POST',
      path: `${AUTH}/signin`,
      body: credentials(email, PASSWORD),
      ...place,
    });
  const late = await signIn();
  expect([late.statusCode, errorCode(late)]).toEqual([429, 'TOO_MANY_REQUESTS']);
  expect(Number(late.headers?.['retry-after'])).toBeGreaterThan(0);
  passTime(60_000);
  expect((await signIn()).statusCode).toBe(200);
});

it('counts what pages ask for apart from sign-ins, and limits it, too', async () => {
  const place = from('203.0.113.2');
  const answers = [];
  for (let views = 0; views < 21; views += 1)
    answers.push(await postPasskey(app.newBrowser(), 'signInOptions', {}, place));
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([...Array<number>(20).fill(200), 429]);
  const { email } = await createUser(app, from('203.0.113.9'));
  const body = credentials(email, PASSWORD);
  const response = await app.newBrowser().send({ method: 'POST', path: `${AUTH}/signin`, body, ...place });
  expect(bodyOf(response)).toMatchObject({ status: 'OK' });
});

it('says in health whether passkeys work', async () => {
  const health = async () => bodyOf(await app.newBrowser().send({ path: HEALTH })).passkeys;
  expect(await health()).toBe('on');
  expect(await whileDatabaseIs(UNREACHABLE, health)).toBe('down');
  expect(await whileDatabaseIs(undefined, health)).toBe('absent');
});
