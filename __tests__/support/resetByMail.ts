import type { FullTestApp } from './fullTestApp.ts';
import { NEXT } from './passwordChange.ts';
import { askForReset } from './passwordReset.ts';
import { linkIn } from './readMail.ts';
import { AUTH } from './testApp.ts';
import { bodyOf, type TestBrowser } from './testBrowser.ts';
import { signIn } from './users.ts';

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
      body: { method: 'token', token, formFields: [{ id: 'password', value: NEXT }] },
    });

  async function reset(email: string): Promise<void> {
    expect(bodyOf(await sendReset(await resetToken(email)))).toMatchObject({ status: 'OK' });
  }

  /** Signs in with the password that the reset has set. */
  const signInAs = async (email: string): Promise<TestBrowser> =>
    (await signIn(app, email, { password: NEXT })).browser;

  return { resetToken, sendReset, reset, signInAs };
}
