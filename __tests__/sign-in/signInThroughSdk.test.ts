import { createFunction } from '../../netlify/platform/createFunction.ts';
import { json } from '../../netlify/platform/http/message.ts';
import { defineRoute } from '../../netlify/platform/routes/defineRoute.ts';
import { isOwnSdkEvent, toSdkEvent } from '../../netlify/sign-in/sdkEvent.ts';
import { signInThroughSdk } from '../../netlify/sign-in/signInThroughSdk.ts';
import { AUTH, credentials, signUp, startTestApp, USER, setUpTestApp } from '../support/testApp.ts';
import { lambdaEvent } from '../support/lambdaEvent.ts';
import { bodyOf, TestBrowser } from '../support/testBrowser.ts';

/** A way to sign in whose function sends what its user has proved to the SDK. */
const WAY = '/.netlify/functions/way';
const EMAIL = 'ada@example.com';

const app = setUpTestApp(startTestApp);
let browser: TestBrowser;

beforeAll(async () => {
  await signUp(app.newBrowser(), EMAIL);
  const way = createFunction({
    name: 'way',
    routes: {
      'POST enter': defineRoute({
        handler: async (event, _input, context) => {
          const signIn = { method: 'password', route: '/signin', body: credentials(EMAIL) } as const;
          const { answer, cookies } = await signInThroughSdk(event, context, signIn);
          return { ...json(200, { status: answer.status }), multiValueHeaders: { 'Set-Cookie': cookies } };
        },
      }),
    },
  });
  const { handler: auth } = await import('../../netlify/functions/auth.ts');
  const { handler: user } = await import('../../netlify/functions/user.ts');
  browser = new TestBrowser({ [WAY]: way, [AUTH]: auth, [USER]: user });
});

it('signs in with all cookies of a session and a claim that says how', async () => {
  const headers = { 'fdi-version': '1.16', 'st-auth-mode': 'header' };
  const response = await browser.send({ method: 'POST', path: `${WAY}/enter`, headers });
  expect(bodyOf(response)).toEqual({ status: 'OK' });
  expect(browser.jar.names()).toEqual(
    expect.arrayContaining(['sAccessToken', 'sRefreshToken', 'sFrontToken']),
  );
  expect(browser.jar.get('lastSignInMethod')).toBe('password');
  const { accessTokenPayload } = bodyOf(await browser.send({ path: USER })) as {
    accessTokenPayload: { signInMethod: string; authTime: number; iat: number };
  };
  expect(accessTokenPayload).toMatchObject({ signInMethod: 'password' });
  expect(Math.abs(accessTokenPayload.authTime - accessTokenPayload.iat)).toBeLessThanOrEqual(2);
  expect(app.log.at(-2)).toMatchObject({ route: 'way/enter', outcome: 'signed_in' });
});

it('keeps how and when the user signed in when the session is refreshed', async () => {
  type Claims = { accessTokenPayload: Record<string, unknown> };
  const before = (bodyOf(await browser.send({ path: USER })) as Claims).accessTokenPayload;
  await browser.send({ method: 'POST', path: `${AUTH}/session/refresh` });
  const after = (bodyOf(await browser.send({ path: USER })) as Claims).accessTokenPayload;
  expect(after.refreshTokenHash1).not.toBe(before.refreshTokenHash1);
  expect([after.signInMethod, after.authTime]).toEqual([before.signInMethod, before.authTime]);
});

it('knows its requests to the SDK, and takes no other for one', () => {
  const own = toSdkEvent(lambdaEvent({ path: WAY }), '/signin', {});
  expect(isOwnSdkEvent(own)).toBe(true);
  for (const other of [{ ...own }, lambdaEvent({ path: own.path, method: 'POST' }), null, undefined])
    expect(isOwnSdkEvent(other)).toBe(false);
});
