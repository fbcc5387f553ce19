import { getUserMetadata } from 'supertokens-node/recipe/usermetadata';
import type { FunctionResponse } from '../../netlify/platform/http/message.ts';
import type { FullTestApp } from './fullTestApp.ts';
import { emailChangeIn, tokenOf } from './emailChange.ts';
import { AUTH, SESSIONS } from './testApp.ts';
import { askForReset } from './passwordReset.ts';
import { createUser, signIn } from './users.ts';
import { linkIn } from './readMail.ts';
import { bodyOf, type TestBrowser } from './testBrowser.ts';
import { uniqueEmail } from './uniqueEmail.ts';

/** A user, and links and a session that an attacker who knows the password has requested. */
export interface Outstanding {
  old: string;
  next: string;
  userId: string;
  browser: TestBrowser;
  attacker: TestBrowser;
  confirm: string;
  cancel: string;
  reset: string;
}

type AccountEvent = (user: Outstanding) => Promise<FunctionResponse>;

/** Requests that can be outstanding for a user, and checks of what remains after an event. */
export function outstandingIn(app: FullTestApp) {
  const email = emailChangeIn(app);

  const resetWith = (token: string, password = 'a stolen horse 3') =>
    app.newBrowser().send({
      method: 'POST',
      path: `${AUTH}/user/password/reset`,
      body: { method: 'token', token, formFields: [{ id: 'password', value: password }] },
    });

  const verifyWith = (token: string) =>
    app
      .newBrowser()
      .send({ method: 'POST', path: `${AUTH}/user/email/verify`, body: { method: 'token', token } });

  async function resetToken(address: string): Promise<string> {
    await askForReset(app, address);
    return tokenOf(linkIn(await app.inbox.read(address, 'Reset your password')));
  }

  async function prepare(): Promise<Outstanding> {
    const { email: old, userId, browser } = await createUser(app);
    const attacker = (await signIn(app, old)).browser;
    const next = uniqueEmail();
    await email.change(attacker, next);
    const [confirm, cancel] = [await email.confirmToken(next), await email.cancelToken(old)];
    return { old, next, userId, browser, attacker, confirm, cancel, reset: await resetToken(old) };
  }

  /** Expects that the account remains, and that the requests before the event are void. */
  async function expectEnded(event: AccountEvent): Promise<void> {
    const user = await prepare();
    expect((await event(user)).statusCode).toBe(200);
    expect(bodyOf(await verifyWith(user.confirm))).toEqual({
      status: 'EMAIL_VERIFICATION_INVALID_TOKEN_ERROR',
    });
    expect((await email.confirm(user.confirm)).statusCode).toBe(400);
    expect((await email.cancel(user.cancel)).statusCode).toBe(400);
    expect(bodyOf(await resetWith(user.reset))).toEqual({ status: 'RESET_PASSWORD_INVALID_TOKEN_ERROR' });
    expect((await user.attacker.send({ path: SESSIONS })).statusCode).toBe(401);
    const metadata = (await getUserMetadata(user.userId)).metadata as unknown;
    expect(metadata).toMatchObject({ credentialGeneration: expect.any(String) as string });
    expect(JSON.stringify(metadata)).not.toContain(user.next);
  }

  /** Expects that the account is deleted, and that the requests before are void and not stored. */
  async function expectDeleted(event: AccountEvent): Promise<void> {
    const user = await prepare();
    expect((await event(user)).statusCode).toBe(200);
    for (const answer of [await email.confirm(user.confirm), await email.cancel(user.cancel)])
      expect(answer.statusCode).toBe(400);
    expect(bodyOf(await resetWith(user.reset))).toEqual({ status: 'RESET_PASSWORD_INVALID_TOKEN_ERROR' });
    expect((await getUserMetadata(user.userId)).metadata).toEqual({});
  }

  return { email, resetWith, verifyWith, resetToken, prepare, expectEnded, expectDeleted };
}
