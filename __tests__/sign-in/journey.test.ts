import { profileAnswer } from '../../config/contracts/profile.ts';
import { userAnswer } from '../../config/contracts/session.ts';
import {
  AUTH,
  credentials,
  errorCode,
  PASSWORD,
  PROFILE,
  signUp,
  startTestApp,
  USER,
  setUpTestApp,
} from '../support/testApp.ts';
import { bodyOf, setCookies } from '../support/testBrowser.ts';

const app = setUpTestApp(startTestApp);

describe('from sign-up to sign-out', () => {
  it('signs up, returns the user, and signs out', async () => {
    const browser = app.newBrowser();
    const signup = await signUp(browser, 'ada@example.com');
    expect(bodyOf(signup)).toMatchObject({ status: 'OK', user: { emails: ['ada@example.com'] } });
    expect(browser.jar.names()).toEqual(['sAccessToken', 'sRefreshToken']);

    const user = await browser.send({ path: USER });
    expect(user.statusCode).toBe(200);
    const { sessionHandle, userId, accessTokenPayload } = userAnswer.parse(bodyOf(user));
    expect(accessTokenPayload).toMatchObject({ sub: userId, sessionHandle });

    const profile = await browser.send({ path: PROFILE });
    expect(profile.statusCode).toBe(200);
    const answer = profileAnswer.parse(bodyOf(profile));
    expect(answer).toMatchObject({ userId, emails: ['ada@example.com'], session: { handle: sessionHandle } });
    expect(Math.abs(answer.timeJoined - Date.now())).toBeLessThan(60_000);
    expect(Math.abs(answer.session.createdAt - Date.now())).toBeLessThan(60_000);
    expect(answer.session.expiresAt).toBeGreaterThan(Date.now());

    const signout = await browser.send({ method: 'POST', path: `${AUTH}/signout` });
    expect(bodyOf(signout)).toEqual({ status: 'OK' });
    expect(browser.jar.names()).toEqual([]);
    expect(errorCode(await browser.send({ path: USER }))).toBe('SESSION_REQUIRED');
  });

  it('signs in again, but not with a wrong password', async () => {
    await signUp(app.newBrowser(), 'grace@example.com');
    const browser = app.newBrowser();
    const signIn = (password: string) =>
      browser.send({
        method: 'POST',
        path: `${AUTH}/signin`,
        body: credentials('grace@example.com', password),
      });
    expect(bodyOf(await signIn('wrong horse 1'))).toEqual({ status: 'WRONG_CREDENTIALS_ERROR' });
    expect(browser.jar.names()).toEqual([]);
    expect(bodyOf(await signIn(PASSWORD))).toMatchObject({ status: 'OK' });
    expect((await browser.send({ path: USER })).statusCode).toBe(200);
  });
});

it('sends tokens only in cookies that scripts cannot read, whatever the client asks for', async () => {
  const modes: Record<string, string>[] = [{}, { 'st-auth-mode': 'header' }, { 'st-auth-mode': 'cookie' }];
  for (const headers of modes) {
    const response = await app.newBrowser().ask({
      method: 'POST',
      path: `${AUTH}/signup`,
      body: credentials(`${Math.random()}@example.com`),
      headers,
    });
    expect(setCookies(response)).toEqual([
      expect.stringMatching(/^sAccessToken=.+; Path=\/; .*HttpOnly; SameSite=Lax$/),
      expect.stringMatching(
        /^sRefreshToken=.+; Path=\/\.netlify\/functions\/auth\/session\/refresh; .*HttpOnly; SameSite=Lax$/,
      ),
      expect.stringMatching(
        /^recognizedBrowser=.+; Path=\/\.netlify\/functions; Expires=.+; HttpOnly; SameSite=Lax$/,
      ),
      expect.stringMatching(/^lastSignInMethod=password; Path=\/auth; Expires=.+; HttpOnly; SameSite=Lax$/),
    ]);
    expect(Object.keys(response.headers ?? {}).filter((name) => /^st-/i.test(name))).toEqual([]);
  }
});
