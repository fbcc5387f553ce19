import { readAccessToken } from '../../config/session/accessToken.ts';
import { emailChangeIn } from '../support/emailChange.ts';
import { startFullTestApp } from '../support/fullTestApp.ts';
import { AUTH, HOP, passTime, resumeTime, setUpTestApp } from '../support/testApp.ts';
import type { TestBrowser } from '../support/testBrowser.ts';
import { uniqueEmail } from '../support/uniqueEmail.ts';
import { createUser, signIn } from '../support/users.ts';

/** The maximum size of a cookie in browsers, including its name. */
const MAX_COOKIE_BYTES = 4096;

const app = setUpTestApp(startFullTestApp);

const addressIn = ({ jar }: TestBrowser) => readAccessToken(jar.get('sAccessToken') ?? '')?.email;

it('is the address of the user, without another call to the core', async () => {
  const { email, browser } = await createUser(app);
  expect(addressIn(browser)).toBe(email);
  app.core.reset();
  expect(addressIn((await signIn(app, email)).browser)).toBe(email);
  // Afterwards, the sign-in asks whether the account is still there.
  const before = app.core.calls.slice(0, app.core.calls.indexOf('POST /public/recipe/session'));
  expect(before.filter((call) => call.startsWith('GET /user/id'))).toHaveLength(1);
});

it('survives a refresh', async () => {
  const { email, browser } = await createUser(app);
  passTime();
  await browser.navigate({ path: HOP });
  expect(addressIn(browser)).toBe(email);
  resumeTime();
});

it('changes in all sessions of the user at their next refresh', async () => {
  const { email, browser } = await createUser(app);
  const other = (await signIn(app, email)).browser;
  const next = uniqueEmail();
  const { change, confirm, confirmToken } = emailChangeIn(app);
  await change(browser, next);
  expect((await confirm(await confirmToken(next))).statusCode).toBe(200);
  passTime();
  for (const session of [browser, other]) {
    await session.navigate({ path: HOP });
    const token = readAccessToken(session.jar.get('sAccessToken') ?? '');
    expect([token?.email, token?.emailVerified]).toEqual([next, true]);
  }
  resumeTime();
});

it('keeps cookies small with the longest address', async () => {
  const label = 'x'.repeat(60);
  const [name = ''] = uniqueEmail().split('@');
  const email = `${name}@${label}.${label}.${label}.${'y'.repeat(254 - name.length - 1 - 3 * 61 - 4)}.com`;
  expect(email).toHaveLength(254);
  const { browser } = await createUser(app, { email });
  expect(addressIn(browser)).toBe(email);
  for (const cookie of browser.jar.names())
    expect(cookie.length + (browser.jar.get(cookie) ?? '').length).toBeLessThan(MAX_COOKIE_BYTES);
  await browser.send({ method: 'POST', path: `${AUTH}/signout` });
  expect(addressIn(browser)).toBeUndefined();
});
