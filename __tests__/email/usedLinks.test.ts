import { startFullTestApp } from '../support/fullTestApp.ts';
import { EMAIL, emailChangeIn, tokenOf } from '../support/emailChange.ts';
import { AUTH, errorCode, resumeTime, stopTime, setUpTestApp } from '../support/testApp.ts';
import { createUser } from '../support/users.ts';
import { linkIn } from '../support/readMail.ts';
import { bodyOf, type TestBrowser } from '../support/testBrowser.ts';
import { uniqueEmail } from '../support/uniqueEmail.ts';

const app = setUpTestApp(startFullTestApp);
const changes = emailChangeIn(app);
beforeEach(() => stopTime());
afterEach(() => resumeTime());

const ALREADY = { status: 'EMAIL_ALREADY_VERIFIED_ERROR' };
const INVALID = { status: 'EMAIL_VERIFICATION_INVALID_TOKEN_ERROR' };

/** The two requests that send a verification mail: by the widget, and by the banner of our pages. */
const ASKED_BY = { widget: `${AUTH}/user/email/verify/token`, banner: `${EMAIL}/verification` };

const ask = (browser: TestBrowser, path = ASKED_BY.widget) => browser.send({ method: 'POST', path });

const open = (token: string, browser = app.newBrowser()) =>
  browser.send({ method: 'POST', path: `${AUTH}/user/email/verify`, body: { method: 'token', token } });

async function createVerifiedUser(path?: string) {
  const user = await createUser(app);
  await ask(user.browser, path);
  const token = tokenOf(linkIn(await app.inbox.read(user.email, 'Verify')));
  expect(bodyOf(await open(token))).toMatchObject({ status: 'OK' });
  return { ...user, token };
}

describe.each(Object.values(ASKED_BY))('a link that was requested at %s', (path) => {
  it('says that the address is verified when it is used again, with a session and without', async () => {
    const { token, browser } = await createVerifiedUser(path);
    expect(bodyOf(await open(token))).toEqual(ALREADY);
    expect(app.log.at(-1)).toMatchObject({ outcome: 'verified_already' });
    expect(bodyOf(await open(token, browser))).toEqual(ALREADY);
    const other = await createUser(app);
    expect(bodyOf(await open(token, other.browser))).toEqual(ALREADY);
  });
});

it('a link that was not sent reveals nothing: another user, another token, a changed proof', async () => {
  const { token } = await createVerifiedUser();
  const [core = '', user = '', proof = ''] = token.split('.');
  const other = await createVerifiedUser();
  const [, otherUser = ''] = other.token.split('.');
  const flipped = `${proof.startsWith('A') ? 'B' : 'A'}${proof.slice(1)}`;
  for (const forged of [
    core,
    `${core}.${otherUser}.${proof}`,
    `${core}x.${user}.${proof}`,
    `${core}.${user}.${flipped}`,
    `${core}.${user}.`,
    `${core}.${Buffer.from('no such user').toString('base64url')}.${proof}`,
    `${core}.${Buffer.from('\u0000').toString('base64url')}.${proof}`,
    `${core}.${Buffer.from([0xff, 0xfe]).toString('base64url')}.${proof}`,
    `.${user}.${proof}`,
    '..',
  ]) {
    const answer = await open(forged);
    expect([forged, answer.statusCode, bodyOf(answer)]).toEqual([forged, 200, INVALID]);
  }
});

it('is no longer valid once the address has changed or the account is deleted', async () => {
  const { browser, token, email } = await createVerifiedUser();
  const next = uniqueEmail();
  await changes.change(browser, next);
  await changes.confirm(await changes.confirmToken(next));
  expect(bodyOf(await open(token))).toEqual(INVALID);
  expect(email).not.toBe(next);
});

describe('a link that has confirmed a new address', () => {
  it('says so when it is used again, without another mail', async () => {
    const { browser, email } = await createUser(app);
    const next = uniqueEmail();
    await changes.change(browser, next);
    const token = await changes.confirmToken(next);
    expect(bodyOf(await changes.confirm(token))).toEqual({
      email: next,
      notified: true,
      alreadyConfirmed: false,
    });
    const mails = (await app.inbox.all(email)).length;
    for (const again of [await changes.confirm(token), await changes.confirm(token, browser)]) {
      expect([again.statusCode, bodyOf(again)]).toEqual([
        200,
        { email: next, notified: false, alreadyConfirmed: true },
      ]);
      expect(app.log.at(-1)).toMatchObject({ outcome: 'email_changed_already' });
    }
    expect(await app.inbox.all(email)).toHaveLength(mails);
  });

  it('is no longer valid once the address was changed again', async () => {
    const { browser } = await createUser(app);
    const [first, second] = [uniqueEmail(), uniqueEmail()];
    await changes.change(browser, first);
    const token = await changes.confirmToken(first);
    await changes.confirm(token);
    await changes.change(browser, second);
    await changes.confirm(await changes.confirmToken(second));
    const refused = await changes.confirm(token);
    expect([refused.statusCode, errorCode(refused)]).toEqual([400, 'BAD_REQUEST']);
  });

  it('is no longer valid if the change was canceled before', async () => {
    const { browser, email } = await createUser(app);
    const next = uniqueEmail();
    await changes.change(browser, next);
    const token = await changes.confirmToken(next);
    await changes.cancel(await changes.cancelToken(email));
    const refused = await changes.confirm(token);
    expect([refused.statusCode, errorCode(refused)]).toEqual([400, 'BAD_REQUEST']);
  });
});

it.each(Object.values(ASKED_BY))(
  'a mail to the own address, requested at %s, does not prevent a request for another address',
  async (path) => {
    const { browser, email } = await createUser(app);
    expect((await ask(browser, path)).statusCode).toBe(200);
    const next = uniqueEmail();
    const answer = await changes.change(browser, next);
    expect([answer.statusCode, bodyOf(answer)]).toEqual([200, { sentTo: next, notified: true }]);
    expect((await app.inbox.all(email)).map(({ subject }) => subject).sort()).toHaveLength(2);
    expect(await app.inbox.all(next)).toHaveLength(1);
  },
);
