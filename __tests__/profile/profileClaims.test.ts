import { updateUserMetadata } from 'supertokens-node/recipe/usermetadata';
import { readAccessToken } from '../../config/session/accessToken.ts';
import { HOP, passTime, PROFILE, resumeTime, setUpTestApp, startTestApp } from '../support/testApp.ts';
import type { TestBrowser } from '../support/testBrowser.ts';
import { uniqueEmail } from '../support/uniqueEmail.ts';
import { createUser, signIn } from '../support/users.ts';

/** The maximum size of a cookie in browsers, including its name. */
const MAX_COOKIE_BYTES = 4096;

const app = setUpTestApp(startTestApp);

function shownIn({ jar }: TestBrowser) {
  const token = readAccessToken(jar.get('sAccessToken') ?? '');
  return [token?.name, token?.initials];
}

const change = (browser: TestBrowser, body: object) => browser.send({ method: 'PATCH', path: PROFILE, body });

it('are in a new session, for one call to the core', async () => {
  const { email, browser } = await createUser(app);
  expect(shownIn(browser)).toEqual([undefined, undefined]);
  await change(browser, { name: 'Ada Lovelace', initials: 'AL' });
  app.core.reset();
  expect(shownIn((await signIn(app, email)).browser)).toEqual(['Ada Lovelace', 'AL']);
  const before = app.core.calls.slice(0, app.core.calls.indexOf('POST /public/recipe/session'));
  expect(before.filter((call) => call.includes('/recipe/user/metadata'))).toHaveLength(1);
});

it('change at once in the session that changes them, and survive a refresh', async () => {
  const { browser } = await createUser(app);
  await change(browser, { name: 'Ada' });
  expect(shownIn(browser)).toEqual(['Ada', undefined]);
  await change(browser, { initials: 'AL' });
  expect(shownIn(browser)).toEqual(['Ada', 'AL']);
  await change(browser, { name: '' });
  expect(shownIn(browser)).toEqual([undefined, 'AL']);
  passTime();
  await browser.navigate({ path: HOP });
  expect(shownIn(browser)).toEqual([undefined, 'AL']);
  resumeTime();
});

it('change in the other sessions of the user at their next refresh', async () => {
  const { email, browser } = await createUser(app);
  const other = (await signIn(app, email)).browser;
  await change(browser, { name: 'Ada', initials: 'AL' });
  expect(shownIn(other)).toEqual([undefined, undefined]);
  passTime();
  await other.navigate({ path: HOP });
  expect(shownIn(other)).toEqual(['Ada', 'AL']);
  resumeTime();
});

it('a change of the language changes no session', async () => {
  const { browser } = await createUser(app);
  app.core.reset();
  await change(browser, { language: 'de' });
  expect(app.core.calls.filter((call) => call.includes('/session'))).toEqual([
    expect.stringMatching('/recipe/session'),
  ]);
});

it.each([
  ['𝒜'.repeat(80), `${'𝒜'.repeat(31)}…`],
  ['x'.repeat(80), 'x'.repeat(80)],
])('keep cookies small with the longest address and the name %j', async (name, shown) => {
  const label = 'x'.repeat(60);
  const [local = ''] = uniqueEmail().split('@');
  const email = `${local}@${label}.${label}.${label}.${'y'.repeat(254 - local.length - 1 - 3 * 61 - 4)}.com`;
  const { browser } = await createUser(app, { email });
  const initials = `Z${'\u0bc6'.repeat(4)}`.repeat(3);
  expect((await change(browser, { name, initials })).statusCode).toBe(200);
  expect(shownIn(browser)).toEqual([shown, initials.normalize('NFC')]);
  for (const cookie of browser.jar.names())
    expect(cookie.length + (browser.jar.get(cookie) ?? '').length).toBeLessThan(MAX_COOKIE_BYTES);
});

it('are shortened, or left out, if another program wrote long ones', async () => {
  const { email, userId } = await createUser(app);
  await updateUserMetadata(userId, { name: '\u0001'.repeat(5000), initials: 'x'.repeat(5000) });
  const { browser } = await signIn(app, email);
  expect(shownIn(browser)).toEqual([`${'\u0001'.repeat(20)}…`, undefined]);
});
