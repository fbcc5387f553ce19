import { createTranslator } from 'next-intl';
import { describeCodeProblem } from '../../components/magic-link/codeProblem.ts';
import { describeCredentialProblem } from '../../components/sign-in/credentialProblem.ts';
import { describeProblem, type RefusedSignIn } from '../../components/sign-in/signInProblem.ts';
import { readMethods } from '../../config/contracts/signInForm.ts';
import type { LanguageCode } from '../../config/languages.ts';
import { readMessages } from '../../config/messages/readMessages.ts';

/** Reports a missing message or parameter as an error. */
function translators(locale: LanguageCode) {
  const onError = (error: Error) => {
    throw error;
  };
  const settings = { locale, messages: readMessages(locale), onError };
  return {
    t: createTranslator({ ...settings, namespace: 'sign-in' }),
    link: createTranslator({ ...settings, namespace: 'magic-link' }),
    platform: createTranslator({ ...settings, namespace: 'platform' }),
  };
}

const refused = (more: Partial<RefusedSignIn>): RefusedSignIn => ({
  problem: 'other_method',
  mode: 'signin',
  wait: undefined,
  minPasswordLength: 12,
  ...more,
});

const github = { method: 'github', provider: 'GitHub' } as const;
const password = { method: 'password', provider: undefined } as const;
const passkey = { method: 'passkey', provider: undefined } as const;

it.each([
  ['en', [github], 'This address already has an account. Sign in with GitHub.'],
  [
    'en',
    [password],
    'This address already has an account. Sign in with your email and password, or reset your password.',
  ],
  ['en', [passkey], 'This address already has an account. Sign in with your passkey.'],
  [
    'en',
    [passkey, github],
    'This address already has an account. Sign in with GitHub. You can also sign in with your passkey.',
  ],
  ['en', [github, password], 'This address already has an account. Sign in with GitHub.'],
  ['en', [], 'This address already has an account. Sign in the way you did before.'],
  ['de', [github], 'Zu dieser Adresse gibt es bereits ein Konto. Melden Sie sich mit GitHub an.'],
  ['de', [passkey], 'Zu dieser Adresse gibt es bereits ein Konto. Melden Sie sich mit Ihrem Passkey an.'],
  ['ar', [github], 'يوجد حساب بهذا العنوان بالفعل. يُرجى تسجيل الدخول عبر \u2068GitHub\u2069.'],
  ['ar', [passkey], 'يوجد حساب بهذا العنوان بالفعل. يُرجى تسجيل الدخول بمفتاح المرور.'],
] as const)('in %s, an address with the other ways %j names them', (language, otherWays, text) => {
  expect(describeProblem(refused({ otherWays }), translators(language)).text).toBe(text);
});

it.each([undefined, '', 'fax', 'password,passkey', '<b>'])('the ways %j of an address are none', (value) => {
  expect(readMethods(value)).toEqual([]);
});

it.each([
  [
    'en',
    'Choose another password. At least 12 characters. At most 72 bytes. No common password, and not your name or email address.',
  ],
  [
    'de',
    'Wählen Sie ein anderes Passwort. Mindestens 12 Zeichen. Höchstens 72 Byte. Kein häufig verwendetes Passwort und weder Ihr Name noch Ihre E-Mail-Adresse.',
  ],
] as const)('in %s, a refused password comes with the rules', (language, text) => {
  const problem = refused({ problem: 'password_refused', mode: 'signup' });
  expect(describeProblem(problem, translators(language))).toEqual({ field: 'password', text });
});

it.each([
  ['en', '900', 'Too many attempts. Try again in 15 min.'],
  ['en', '<script>', 'Too many attempts. Try again in 60 s.'],
  ['de', '3600', 'Zu viele Versuche. Versuchen Sie es in 60 Minuten erneut.'],
  ['de', '-1', 'Zu viele Versuche. Versuchen Sie es in 60 Sekunden erneut.'],
] as const)('in %s, a wait of %s is in words', (language, wait, text) => {
  const problem = refused({ problem: 'too_many_tries', wait });
  expect(describeProblem(problem, translators(language)).text).toBe(text);
});

it.each([
  ['en', /Sign in again\. If your password has been changed, use the new one\.$/],
  ['de', /Melden Sie sich noch einmal an\./],
] as const)('in %s, a sign-in that a change has overtaken says what to do', (language, text) => {
  expect(describeProblem(refused({ problem: 'sign_in_overtaken' }), translators(language)).text).toMatch(
    text,
  );
});

it('a provider without a name is described', () => {
  const { text } = describeProblem(refused({ problem: 'provider_failed' }), translators('de'));
  expect(text).toContain('Die Anmeldung mit dem Anbieter ist fehlgeschlagen.');
});

it.each([
  ['1', 'Wrong code. One try left.', 'الرمز غير صحيح. بقيت محاولة واحدة.'],
  ['2', 'Wrong code. 2 tries left.', 'الرمز غير صحيح. بقيت محاولتان.'],
  ['99', 'Wrong code. Check the newest email.', 'الرمز غير صحيح. يُرجى التحقق من أحدث رسالة.'],
])('with %s tries left, a wrong code says so', (triesLeft, english, arabic) => {
  const texts = (['en', 'ar'] as const).map((language) => {
    const { link, platform } = translators(language);
    return describeCodeProblem({ problem: 'code_wrong', wait: undefined, triesLeft }, { t: link, platform })
      .text;
  });
  expect(texts).toEqual([english, arabic]);
});

it('a form of another user is described', () => {
  const { text } = describeCredentialProblem('other_user', undefined, translators('de'));
  expect(text).toMatch(/^In diesem Browser ist jetzt ein anderes Konto angemeldet\./);
});
