/** @jest-environment node */
import { createFunction, type FunctionHandler } from '../../netlify/platform/createFunction.ts';
import { defineRoute } from '../../netlify/platform/routes/defineRoute.ts';
import { AUTH, errorCode, passTime, startTestApp, stopTime, setUpTestApp } from '../support/testApp.ts';
import type { TestBrowser } from '../support/testBrowser.ts';
import { callFunction } from '../support/functionCall.ts';

const PATH = '/.netlify/functions/example';
const MINUTE_MS = 60_000;

const app = setUpTestApp(startTestApp);
let handler: FunctionHandler;
beforeAll(() => {
  handler = createFunction({
    name: 'example',
    routes: {
      'POST ': defineRoute({
        verifySession: 'present',
        recentProof: 'sign-in',
        handler: () => ({ changed: true }),
      }),
    },
  });
});
beforeEach(() => stopTime());

const change = (browser: TestBrowser) =>
  callFunction(handler, { method: 'POST', path: PATH, headers: { cookie: browser.jar.header(PATH) } });

it('a route that requires a recent sign-in accepts one that is 5 minutes old, and none that is older', async () => {
  const browser = await app.signedIn();
  passTime(5 * MINUTE_MS);
  expect((await change(browser)).statusCode).toBe(200);
  passTime(1000);
  const response = await change(browser);
  expect([response.statusCode, errorCode(response)]).toEqual([403, 'RECENT_SIGN_IN_REQUIRED']);
});

it('a refresh does not count as a sign-in', async () => {
  const browser = await app.signedIn();
  passTime();
  await browser.send({ method: 'POST', path: `${AUTH}/session/refresh` });
  expect(errorCode(await change(browser))).toBe('RECENT_SIGN_IN_REQUIRED');
});

it('a request without a session is asked to sign in, not for a proof', async () => {
  expect(errorCode(await change(app.newBrowser()))).toBe('SESSION_REQUIRED');
});
