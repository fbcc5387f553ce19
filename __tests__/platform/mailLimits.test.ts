import type { FunctionResponse } from '../../netlify/platform/http/message.ts';
import { sendNotice } from '../../netlify/platform/mail/notice.ts';
import { inRequestScope } from '../../netlify/platform/http/scope.ts';
import { postDeletion, WORDS } from '../support/accountDeletion.ts';
import { startFullTestApp } from '../support/fullTestApp.ts';
import { AUTH, passTime, PASSWORD, setUpTestApp } from '../support/testApp.ts';
import { lambdaEvent } from '../support/lambdaEvent.ts';
import { askForReset } from '../support/passwordReset.ts';
import { createUser } from '../support/users.ts';
import type { TestBrowser } from '../support/testBrowser.ts';
import { uniqueEmail } from '../support/uniqueEmail.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const app = setUpTestApp(startFullTestApp);
beforeEach(() => passTime(DAY));

const statusOf = ({ statusCode }: FunctionResponse) => statusCode;

function changeTo(browser: TestBrowser, email: string): Promise<FunctionResponse> {
  const body = { email, password: PASSWORD };
  return browser.send({ method: 'PUT', path: '/.netlify/functions/email', body });
}

const verify = (browser: TestBrowser) =>
  browser.send({ method: 'POST', path: `${AUTH}/user/email/verify/token`, body: {} });

it('15 accounts that request mails to one address get one per minute, and five at once', async () => {
  const victim = uniqueEmail();
  const statuses: number[] = [];
  for (let count = 0; count < 15; count += 1) {
    const { browser } = await createUser(app);
    statuses.push(statusOf(await changeTo(browser, count % 2 === 0 ? victim : ` ${victim.toUpperCase()} `)));
    if (count > 0) passTime(MINUTE);
  }
  expect(statuses).toEqual([200, 429, 200, 200, 200, 200, ...Array<number>(9).fill(429)]);
  expect(await app.inbox.all(victim)).toHaveLength(5);
});

it('counts all purposes together: verification, change and reset', async () => {
  const { email, browser } = await createUser(app);
  expect(statusOf(await verify(browser))).toBe(200);
  expect(statusOf(await askForReset(app, email))).toBe(429);
  const other = await createUser(app);
  expect(statusOf(await changeTo(other.browser, email))).toBe(429);
  passTime(MINUTE);
  expect(statusOf(await askForReset(app, email))).toBe(200);
  expect(statusOf(await verify(browser))).toBe(429);
  expect(await app.inbox.all(email)).toHaveLength(2);
});

it('refuses a reset alike whether or not there is an account', async () => {
  const { email } = await createUser(app);
  const answers = async (address: string) => {
    const all = [];
    for (let count = 0; count < 2; count += 1) all.push(await askForReset(app, address));
    return all.map(({ statusCode, body }) => [statusCode, body.replace(/[\w-]{36}/, 'id')]);
  };
  const [known, unknown] = [await answers(email), await answers(uniqueEmail())];
  expect(known).toEqual(unknown);
  expect(known.map(([status]) => status)).toEqual([200, 429]);
});

it('keeps counting when the account is deleted and created again', async () => {
  const victim = uniqueEmail();
  const sent: number[] = [];
  for (let count = 0; count < 8; count += 1) {
    const { browser } = await createUser(app, { email: victim });
    sent.push(statusOf(await verify(browser)));
    await postDeletion(browser, { password: PASSWORD, confirmation: WORDS });
    passTime(MINUTE);
  }
  expect(sent).toEqual([200, 200, 200, 200, 200, 429, 429, 429]);
  // Five requested mails and five notices.
  expect(await app.inbox.all(victim)).toHaveLength(10);
});

it('requested mails do not use up the notices to the owner, which have their own limit', async () => {
  const victim = uniqueEmail();
  for (let count = 0; count < 6; count += 1) {
    await askForReset(app, victim);
    passTime(MINUTE);
  }
  const tell = () =>
    inRequestScope(lambdaEvent({ path: '/' }), () =>
      sendNotice({ email: victim }, () => ({ subject: 'News', paragraphs: [] }), 'http://localhost:8888'),
    );
  const outcomes = [];
  for (let count = 0; count < 7; count += 1) outcomes.push(await tell());
  expect(outcomes).toEqual([...Array<string>(5).fill('sent'), 'failed', 'failed']);
});

it('allows five more mails per day', async () => {
  const victim = uniqueEmail();
  let passed = 0;
  for (let minute = 0; minute < 24 * 60; minute += 30) {
    if (statusOf(await askForReset(app, victim)) === 200) passed += 1;
    passTime(30 * MINUTE);
  }
  expect(passed).toBeLessThanOrEqual(10);
  expect(passed).toBeGreaterThanOrEqual(9);
});
