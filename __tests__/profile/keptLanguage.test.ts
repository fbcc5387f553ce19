import { PROFILE_FUNCTION } from '../../config/contracts/profile.ts';
import { CHOICE_MS } from '../../config/choiceCookies.ts';
import { LANGUAGE_CODES, LANGUAGE_COOKIE } from '../../config/languages.ts';
import { inRequestScope } from '../../netlify/platform/http/scope.ts';
import { sendNotice } from '../../netlify/platform/mail/notice.ts';
import { notify, passwordChangedNotice } from '../../netlify/platform/mail/notices.ts';
import { EMAIL, emailChangeIn } from '../support/emailChange.ts';
import { startFullTestApp } from '../support/fullTestApp.ts';
import { lambdaEvent } from '../support/lambdaEvent.ts';
import { NEXT, putPassword } from '../support/passwordChange.ts';
import { askForReset } from '../support/passwordReset.ts';
import { linkIn } from '../support/readMail.ts';
import { refusalOf } from '../support/refusals.ts';
import { PASSWORD, setUpTestApp, stopTime } from '../support/testApp.ts';
import { bodyOf, setCookies, type TestBrowser } from '../support/testBrowser.ts';
import { uniqueEmail } from '../support/uniqueEmail.ts';
import { createUser, signIn } from '../support/users.ts';

const app = setUpTestApp(() => startFullTestApp({ SITE_LANGUAGES: LANGUAGE_CODES.join(',') }));
beforeEach(() => stopTime());

const keep = (browser: TestBrowser, language: unknown) =>
  browser.send({ method: 'PATCH', path: PROFILE_FUNCTION, body: { language } });

async function createGermanUser() {
  const user = await createUser(app);
  expect((await keep(user.browser, 'de')).statusCode).toBe(200);
  return user;
}

/** Signs in with a browser that the user has not used before. */
async function signInElsewhere(email: string, cookie?: string) {
  const browser = app.newBrowser();
  const headers: Record<string, string> = cookie === undefined ? {} : { cookie };
  const { response } = await signIn(app, email, { browser, headers });
  return setCookies(response).find((one) => one.startsWith(`${LANGUAGE_COOKIE}=`));
}

it('a new browser gets the language of its user', async () => {
  const { email } = await createGermanUser();
  const expires = new Date(Date.now() + CHOICE_MS).toUTCString();
  expect(await signInElsewhere(email)).toBe(`language=de; Path=/; Expires=${expires}; SameSite=Lax`);
});

/** The calls to the core that read the metadata of a user. */
const metadataCalls = () => app.core.calls.filter((call) => call.startsWith('GET /recipe/user/metadata'));

it('a sign-in reads no more metadata for the language than without', async () => {
  const { email } = await createGermanUser();
  app.core.reset();
  await signInElsewhere(email, `${LANGUAGE_COOKIE}=ar`);
  const calls = metadataCalls();
  const allCalls = app.core.calls.length;
  app.core.reset();
  expect(await signInElsewhere(email)).toMatch(/^language=de;/);
  expect(metadataCalls()).toEqual(calls);
  expect(app.core.calls).toHaveLength(allCalls);
});

it('a browser with a language keeps it', async () => {
  const { email } = await createGermanUser();
  expect(await signInElsewhere(email, `${LANGUAGE_COOKIE}=ar`)).toBeUndefined();
});

it('a user who has chosen none gets none', async () => {
  const { email } = await createUser(app);
  expect(await signInElsewhere(email)).toBeUndefined();
});

it('a mail is in the language of its recipient, not of the request', async () => {
  const { email } = await createGermanUser();
  await askForReset(app, email, { headers: { 'accept-language': 'ar' } });
  expect((await app.inbox.read(email)).subject).toBe('Passwort zurücksetzen');
});

/** The calls to the core that look for the owner of an address. */
const lookUps = () => app.core.calls.filter((call) => call.includes('/users/by-accountinfo'));

it('a mail to a known user needs no search for their address', async () => {
  const { browser } = await createGermanUser();
  app.core.reset();
  const body = { currentPassword: PASSWORD, newPassword: NEXT };
  expect(bodyOf(await putPassword(browser, body))).toMatchObject({ notified: true });
  expect(lookUps()).toEqual([]);
});

it('the mail to an address that a user no longer has is in their language', async () => {
  const { browser, email: old } = await createGermanUser();
  const { change } = emailChangeIn(app);
  const next = uniqueEmail();
  const headers = { 'accept-language': 'ar' };
  expect((await change(browser, next)).statusCode).toBe(200);
  const link = await app.inbox.read(next);
  const token = new URL(linkIn(link)).searchParams.get('token');
  await app.newBrowser().send({
    method: 'POST',
    path: `${EMAIL}/confirmation`,
    body: { token },
    headers: { 'content-type': 'application/json', ...headers },
  });
  expect((await app.inbox.read(old)).subject).toBe('Ihre E-Mail-Adresse wurde geändert');
});

it('a request to change to a taken address causes the same calls as one to a free address', async () => {
  const [taken, free] = [(await createGermanUser()).email, uniqueEmail()];
  const callsFor = async (address: string) => {
    const { browser } = await createUser(app);
    app.core.reset();
    expect((await emailChangeIn(app).change(browser, address)).statusCode).toBe(200);
    return { all: app.core.calls.length, lookUps: lookUps().length };
  };
  expect(await callsFor(taken)).toEqual(await callsFor(free));
});

it('a user without an address gets no mail, and the answer says so', async () => {
  const event = lambdaEvent({ path: '/' });
  const owner = { userId: 'someone', email: undefined };
  const notified = await inRequestScope(event, () => notify(event, owner, passwordChangedNotice(true)));
  expect(notified).toBe(false);
});

it('a mail is sent although the core does not say in which language', async () => {
  const { email } = await createGermanUser();
  const event = lambdaEvent({ path: '/', headers: { cookie: `${LANGUAGE_COOKIE}=ar` } });
  await app.core.setBehavior('failing');
  const outcome = await inRequestScope(event, () =>
    sendNotice({ email }, passwordChangedNotice(true), 'http://localhost:8888'),
  );
  await app.core.setBehavior('normal');
  expect(outcome).toBe('sent');
  expect((await app.inbox.read(email)).html).toContain('<html lang="ar" dir="rtl">');
});

it.each(['xx', '', 'DE', null, 1, ['de'], {}, '__proto__'])(
  'the language %j is refused',
  async (language) => {
    const { browser } = await createUser(app);
    const [status, field] = refusalOf(await keep(browser, language));
    expect([status, field]).toEqual([400, 'language']);
  },
);

it('a change of the language leaves the profile as it is', async () => {
  const { browser } = await createUser(app);
  await browser.send({ method: 'PATCH', path: PROFILE_FUNCTION, body: { name: 'Ada' } });
  expect(bodyOf(await keep(browser, 'ar'))).toEqual({ name: 'Ada', initials: null });
});
