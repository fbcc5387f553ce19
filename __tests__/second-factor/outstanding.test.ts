import { heldCallsIn } from '../support/heldCalls.ts';
import { startFullTestApp } from '../support/fullTestApp.ts';
import { begin, codeOf, confirm, enrol, readFactor, removeFactor } from '../support/secondFactor.ts';
import { passTime, SESSIONS, setUpTestApp } from '../support/testApp.ts';
import { bodyOf, type TestBrowser } from '../support/testBrowser.ts';
import { setUpUser, signIn } from '../support/users.ts';

const app = setUpTestApp(() => startFullTestApp({ SECOND_FACTOR: 'optional' }));
const ada = setUpUser(app);
const { during, failingAt } = heldCallsIn(app);

const METADATA = '/recipe/user/metadata';

beforeEach(() => app.core.setBehavior('normal'));

it('a session that is begun without the factor while it is added ends', async () => {
  const secret = await begin(ada.browser);
  let attacker: TestBrowser | undefined;
  const response = await during(
    `PUT ${METADATA}`,
    () => confirm(ada.browser, codeOf(secret)),
    async () => {
      attacker = (await signIn(app, ada.email)).browser;
    },
  );
  expect(response.statusCode).toBe(200);
  expect((await attacker?.send({ path: SESSIONS }))?.statusCode).toBe(401);
  expect((await ada.browser.send({ path: SESSIONS })).statusCode).toBe(200);
});

/** The calls up to the second end of sessions: each looks for them before and after it ends requests. */
const SECOND_END = [`PUT ${METADATA}`, 'GET /recipe/session/user', 'GET /recipe/session/user'];

it('no factor is added if these sessions cannot end, and the next code adds it', async () => {
  const secret = await begin(ada.browser);
  const response = await failingAt(SECOND_END, () => confirm(ada.browser, codeOf(secret)));
  expect(response.statusCode).toBe(503);
  await app.core.setBehavior('normal');
  expect((await readFactor(ada.browser)).factor).toBeNull();
  passTime(30_000);
  expect((await confirm(ada.browser, codeOf(secret))).statusCode).toBe(200);
});

it('the owner is told that the factor was turned off, even if sessions begun meanwhile cannot end', async () => {
  await enrol(ada.browser);
  const response = await failingAt(SECOND_END, () => removeFactor(ada.browser));
  expect(response.statusCode).toBe(503);
  await app.core.setBehavior('normal');
  expect(await app.inbox.subjects(ada.email)).toContain('Two-factor authentication was turned off');
  expect(bodyOf(await removeFactor(ada.browser))).toEqual({ removed: true, notified: true });
});
