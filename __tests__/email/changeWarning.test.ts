import type { FunctionResponse } from '../../netlify/platform/http/message.ts';
import { responseHeader } from '../../netlify/platform/http/message.ts';
import { inRequestScope } from '../../netlify/platform/http/scope.ts';
import { sendNotice } from '../../netlify/platform/mail/notice.ts';
import { startFullTestApp } from '../support/fullTestApp.ts';
import { emailChangeIn } from '../support/emailChange.ts';
import { errorCode, passTime, resumeTime, stopTime, setUpTestApp } from '../support/testApp.ts';
import { lambdaEvent } from '../support/lambdaEvent.ts';
import { createUser, signIn } from '../support/users.ts';
import { bodyOf } from '../support/testBrowser.ts';
import { uniqueEmail } from '../support/uniqueEmail.ts';

const MINUTE = 60_000;
const WARNING = 'Email change requested';

const app = setUpTestApp(startFullTestApp);
const email = emailChangeIn(app);
beforeEach(stopTime);
afterEach(() => resumeTime());

/** Sends notices to the owner of an address until the limit is reached. */
async function notifyUntilLimited(address: string): Promise<number> {
  const tell = () =>
    inRequestScope(lambdaEvent({ path: '/' }), () =>
      sendNotice({ email: address }, () => ({ subject: 'News', paragraphs: [] }), 'http://localhost:8888'),
    );
  let sent = 0;
  while ((await tell()) === 'sent') sent += 1;
  return sent;
}

const statusOf = ({ statusCode }: FunctionResponse) => statusCode;

it('a user is warned of a change regardless of earlier notices on that day', async () => {
  const { email: old, browser } = await createUser(app);
  await notifyUntilLimited(old);
  const answer = await email.change(browser, uniqueEmail());
  expect(bodyOf(answer)).toMatchObject({ notified: true });
  expect((await email.cancel(await email.cancelToken(old))).statusCode).toBe(200);
});

it('a change without a possible warning is refused, and earlier links still cancel', async () => {
  const { email: old } = await createUser(app);
  let { browser } = await signIn(app, old);
  for (let count = 0; count < 5; count += 1) {
    expect(statusOf(await email.change(browser, uniqueEmail()))).toBe(200);
    // The sender's own limit, which is larger, and the hour of the access token.
    passTime(31 * MINUTE);
    ({ browser } = await signIn(app, old));
  }
  const cancelToken = await email.cancelToken(old);
  const last = uniqueEmail();
  const refused = await email.change(browser, last);
  expect([refused.statusCode, errorCode(refused)]).toEqual([429, 'TOO_MANY_REQUESTS']);
  expect(Number(responseHeader(refused, 'retry-after'))).toBeGreaterThan(3600);
  expect(await app.inbox.all(last)).toEqual([]);
  const warnings = (await app.inbox.all(old)).filter(({ subject }) => subject.includes(WARNING));
  expect(warnings).toHaveLength(5);
  expect(statusOf(await email.cancel(cancelToken))).toBe(200);
});

it('requests of others for a taken address do not use up the notices of its owner', async () => {
  const victim = await createUser(app);
  for (let count = 0; count < 5; count += 1) {
    const { browser } = await createUser(app);
    expect(statusOf(await email.change(browser, victim.email))).toBe(200);
    passTime(MINUTE);
  }
  expect(await notifyUntilLimited(victim.email)).toBe(5);
});
