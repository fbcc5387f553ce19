import { passTime, setUpTestApp, stopTime } from '../support/testApp.ts';
import { startFullTestApp } from '../support/fullTestApp.ts';
import { whileDatabaseIs, UNREACHABLE } from '../support/testDatabase.ts';
import { createUser, isSignedIn, signIn } from '../support/users.ts';

const app = setUpTestApp(startFullTestApp);
beforeEach(() => stopTime());

async function mailsOf(work: () => Promise<unknown>) {
  app.log.splice(0);
  await work();
  return app.log.map(({ mail }) => mail);
}

it.each([
  ['is none', undefined],
  ['is down', UNREACHABLE],
])('where the database %s, knows a browser by its cookie', async (_, url) => {
  const { email, browser } = await createUser(app);
  passTime(70_000);
  await whileDatabaseIs(url, async () => {
    expect(await mailsOf(() => signIn(app, email, { browser }))).toEqual([undefined]);
    expect(await mailsOf(() => signIn(app, email))).toEqual(['sent']);
  });
});

it('signs in although the core fails right after it', async () => {
  const { email } = await createUser(app);
  passTime(70_000);
  const browser = app.newBrowser();
  const session = app.core.hold('POST /public/recipe/session');
  const signingIn = signIn(app, email, { browser });
  await session.received;
  // The last question of the sign-in itself: whether the account is still there.
  const check = app.core.hold('GET /user/id');
  session.release();
  await check.received;
  await app.core.setBehavior('failing');
  check.release();
  expect((await signingIn).status).toBe('OK');
  expect(app.log.at(-1)).toMatchObject({ status: 200, outcome: 'signed_in', mail: 'failed' });
  await app.core.setBehavior('normal');
  expect(await isSignedIn(browser)).toBe(true);
});
