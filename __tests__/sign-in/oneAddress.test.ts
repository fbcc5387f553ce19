import { getUser, listUsersByAccountInfo } from 'supertokens-node';
import { signUp, setUpTestApp } from '../support/testApp.ts';
import { startFullTestApp } from '../support/fullTestApp.ts';
import { emailChangeIn } from '../support/emailChange.ts';
import { createUser } from '../support/users.ts';
import { newProviderAccount } from '../support/providerAccount.ts';
import { bodyOf } from '../support/testBrowser.ts';
import { uniqueEmail } from '../support/uniqueEmail.ts';

const app = setUpTestApp(startFullTestApp);

const TAKEN = { status: 'FIELD_ERROR', formFields: [{ id: 'email' }] };

const idsOf = async (email: string) =>
  (await listUsersByAccountInfo('public', { email })).map(({ id }) => id);

it('refuses a password account for an address of another way to sign in', async () => {
  const email = uniqueEmail();
  const userId = await newProviderAccount(app, email);
  const browser = app.newBrowser();
  expect(bodyOf(await signUp(browser, email))).toMatchObject(TAKEN);
  expect(browser.jar.names()).toEqual([]);
  expect(await idsOf(email)).toEqual([userId]);
});

it('keeps the older of two accounts that are created at the same time', async () => {
  const email = uniqueEmail();
  const browser = app.newBrowser();
  const held = app.core.hold('POST /public/recipe/signup');
  const pending = signUp(browser, email);
  await held.received;
  const userId = await newProviderAccount(app, email);
  held.release();
  expect(bodyOf(await pending)).toMatchObject(TAKEN);
  expect(browser.jar.names()).toEqual([]);
  expect(await idsOf(email)).toEqual([userId]);
});

describe('a change to an address of another way to sign in', () => {
  it('is not offered', async () => {
    const { change } = emailChangeIn(app);
    const { browser } = await createUser(app);
    const email = uniqueEmail();
    await newProviderAccount(app, email);
    expect((await change(browser, email)).statusCode).toBe(200);
    const mail = await app.inbox.read(email);
    expect(mail.subject).not.toMatch(/Confirm/);
  });

  it('is refused if the address was taken after the mail was sent', async () => {
    const { change, confirm, confirmToken } = emailChangeIn(app);
    const { browser, userId, email: before } = await createUser(app);
    const email = uniqueEmail();
    await change(browser, email);
    const token = await confirmToken(email);
    await newProviderAccount(app, email);
    expect((await confirm(token)).statusCode).toBe(409);
    expect((await getUser(userId))?.emails).toEqual([before]);
  });
});
