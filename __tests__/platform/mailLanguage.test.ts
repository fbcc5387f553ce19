import { LANGUAGE_CODES, LANGUAGE_COOKIE, PSEUDO_LANGUAGE } from '../../config/languages.ts';
import { inRequestScope } from '../../netlify/platform/http/scope.ts';
import { sendNotice } from '../../netlify/platform/mail/notice.ts';
import { emailChangeRequestedNotice } from '../../netlify/platform/mail/notices.ts';
import { startFullTestApp } from '../support/fullTestApp.ts';
import { lambdaEvent } from '../support/lambdaEvent.ts';
import { askForReset } from '../support/passwordReset.ts';
import { linkIn } from '../support/readMail.ts';
import { resumeTime, setUpTestApp, type Sender } from '../support/testApp.ts';
import { uniqueEmail } from '../support/uniqueEmail.ts';
import { createUser } from '../support/users.ts';

const app = setUpTestApp(() => startFullTestApp({ SITE_LANGUAGES: LANGUAGE_CODES.join(',') }));
beforeEach(resumeTime);

const RESET = {
  en: 'Reset your password',
  de: 'Passwort zurücksetzen',
  ar: 'إعادة تعيين كلمة المرور',
};

async function resetMail(headers: Sender['headers']) {
  const { email } = await createUser(app);
  await askForReset(app, email, { headers });
  return app.inbox.read(email);
}

it.each([
  ['the best that the browser accepts', { 'accept-language': 'xx, de-AT;q=0.8' }, 'de'],
  ['the default for one that is not offered', { 'accept-language': 'xx' }, 'en'],
  ['the default without a header', {}, 'en'],
  ['the default for a broken header', { 'accept-language': ';;q=,*/' }, 'en'],
  ['the chosen one', { 'accept-language': 'de', cookie: `${LANGUAGE_COOKIE}=ar` }, 'ar'],
  [
    'the accepted one for a broken cookie',
    { 'accept-language': 'de', cookie: `${LANGUAGE_COOKIE}=../x` },
    'de',
  ],
] as const)('the language of a mail is %s', async (_, headers, language) => {
  const mail = await resetMail(headers);
  expect(mail.subject).toBe(RESET[language]);
  expect(mail.html).toContain(`<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">`);
  expect(mail.text).toContain(`${RESET[language]}:\n${linkIn(mail)}`);
});

it('mails have no pseudo-language', async () => {
  const mail = await resetMail({ cookie: `${LANGUAGE_COOKIE}=${PSEUDO_LANGUAGE}` });
  expect(mail.subject).toBe(RESET.en);
  expect(mail.html).toContain('<html lang="en" dir="ltr">');
});

it('addresses do not change the direction of the text around them', async () => {
  const to = uniqueEmail();
  const event = lambdaEvent({ path: '/', headers: { cookie: `${LANGUAGE_COOKIE}=ar` } });
  const notice = emailChangeRequestedNotice('new@example.com', 'token');
  await inRequestScope(event, () => sendNotice({ email: to }, notice, 'http://localhost:8888'));
  const { text, html } = await app.inbox.read(to);
  expect(text).toContain('\u2068new@example.com\u2069');
  expect(html).toContain('\u2068new@example.com\u2069');
  expect(html).toContain('<a dir="ltr" href="http://localhost:8888/auth/cancel-email-change?token=token"');
});
