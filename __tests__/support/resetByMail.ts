import type { FullTestApp } from './fullTestApp.ts';
import { askForReset } from './passwordReset.ts';
import { linkIn } from './readMail.ts';
import { AUTH } from './testApp.ts';
import { bodyOf, type TestBrowser } from './testBrowser.ts';
import { signIn } from './users.ts';

const NEW_PASSWORD = 'tall giraffe 2';

/** Resets of passwords by the owners of addresses, each in a browser of its own. */
export function resetsIn(app: FullTestApp) {
  async function resetToken(email: string): Promise<string> {
    await askForReset(app, email);
    const mail = await app.inbox.read(email, 'Reset');
    return new URL(linkIn(mail)).searchParams.get('token') ?? '';
  }

  const sendReset = (token: string) =>
    app.newBrowser().send({
      method: 'POST',
      path: `${AUTH}/user/password/reset`,
      body: { method: 'token', token, formFields: [{ id: 'password', value: NEW_PASSWORD }] },
    });

  async function reset(email: string): Promise<void> {
    expect(bodyOf(await sendReset(await resetToken(email)))).toMatchObject({ status: 'OK' });
  }

  /** Signs in with the password that the reset has set. */
  const signInAs = async (email: string): Promise<TestBrowser> =>
    (await signIn(app, email, { password: NEW_PASSWORD })).browser;

  return { resetToken, sendReset, reset, signInAs };
}
