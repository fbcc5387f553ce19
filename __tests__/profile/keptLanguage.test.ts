import { PROFILE_FUNCTION } from '../../config/contracts/profile.ts';
import { CHOICE_MS } from '../../config/choiceCookies.ts';
import { LANGUAGE_CODES, LANGUAGE_COOKIE } from '../../config/languages.ts';
import { inRequestScope } from '../../netlify/platform/http/scope.ts';
import { sendNotice } from '../../netlify/platform/mail/notice.ts';
import { passwordChangedNotice } from '../../netlify/platform/mail/notices.ts';
import { startFullTestApp } from '../support/fullTestApp.ts';
import { lambdaEvent } from '../support/lambdaEvent.ts';
import { askForReset } from '../support/passwordReset.ts';
import { refusalOf } from '../support/refusals.ts';
import { setUpTestApp, stopTime } from '../support/testApp.ts';
import { bodyOf, setCookies, type TestBrowser } from '../support/testBrowser.ts';
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

it('a mail is sent although the core does not say in which language', async () => {
  const { email } = await createGermanUser();
  const event = lambdaEvent({ path: '/', headers: { cookie: `${LANGUAGE_COOKIE}=ar` } });
  await app.core.setBehavior('failing');
  const outcome = await inRequestScope(event, () =>
    sendNotice(email, passwordChangedNotice(true), 'http://localhost:8888'),
  );
  await app.core.setBehavior('normal');
  expect(outcome).toBe('sent');
  expect((await app.inbox.read(email)).html).toContain('<html lang="ar" dir="rtl">');
});

it.each(['fr', '', 'DE', null, 1, ['de'], {}, '__proto__'])(
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
