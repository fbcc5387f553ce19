import { LANGUAGE_COOKIE } from '../../config/languages.ts';
import { formRequest } from '../support/formRequest.ts';
import { lambdaEvent, type RequestOptions } from '../support/lambdaEvent.ts';
import { refusalPage } from '../../netlify/platform/http/refusalPage.ts';
import { Refusal } from '../../netlify/platform/http/refusal.ts';
import { signInRefusalPage } from '../../netlify/sign-in/formRefusalPage.ts';
import { AUTH, FUNCTION_PATHS, setUpTestApp, startTestApp } from '../support/testApp.ts';

const app = setUpTestApp(() =>
  startTestApp({ SITE_LANGUAGES: 'en,de,ar', SMTP_HOST: '127.0.0.1', SMTP_PORT: '1' }),
);

const NAVIGATION = { accept: 'text/html', 'sec-fetch-mode': 'navigate', 'sec-fetch-site': 'same-origin' };
const MAGIC_LINK = '/.netlify/functions/magic-link';
const EMAIL = '/.netlify/functions/email';
const SECOND_FACTOR = '/.netlify/functions/second-factor';

const REFUSED: [about: string, request: RequestOptions, status: number, title: string][] = [
  ['an unknown path', { path: `${AUTH}/nothing` }, 404, 'Seite nicht gefunden'],
  ['a form that is reloaded by GET', { path: `${MAGIC_LINK}/request` }, 405, 'Seite nicht gefunden'],
  ['another function', { path: `${SECOND_FACTOR}/nothing` }, 404, 'Seite nicht gefunden'],
  [
    'another host',
    { path: `${AUTH}/signin`, headers: { host: 'other.example' } },
    421,
    'Seite nicht gefunden',
  ],
  [
    'a form of another type',
    { method: 'POST', path: `${MAGIC_LINK}/request`, headers: { 'content-type': 'text/plain' }, body: 'a' },
    415,
    'Dieses Formular konnte nicht gelesen werden',
  ],
  [
    'a form that is too large',
    formRequest(`${MAGIC_LINK}/request`, { email: 'a'.repeat(200_000) }),
    413,
    'Dieses Formular konnte nicht gelesen werden',
  ],
  [
    'a form that needs the mail server',
    formRequest(`${MAGIC_LINK}/request`, { email: 'ada@example.com' }),
    503,
    'Es wurde keine E-Mail gesendet',
  ],
  ['a function for scripts', { path: `${EMAIL}/confirmation` }, 405, 'Seite nicht gefunden'],
  [
    'another host, by a function for scripts',
    { path: EMAIL, headers: { host: 'other.example' } },
    421,
    'Seite nicht gefunden',
  ],
];

it.each(REFUSED)('%s is refused by a page, and a script by JSON', async (_about, request, status, title) => {
  const headers = { ...request.headers, ...NAVIGATION, cookie: `${LANGUAGE_COOKIE}=de` };
  const page = await app.newBrowser().send({ ...request, headers });
  expect([page.statusCode, page.headers?.['content-type']]).toEqual([status, 'text/html; charset=utf-8']);
  expect(page.headers?.['cache-control']).toBe('private, no-store');
  expect(page.body).toContain('<html lang="de" dir="ltr">');
  expect(page.body).toContain(`<h1>${title}</h1>`);
  const script = await app
    .newBrowser()
    .send({ ...request, headers: { ...headers, 'sec-fetch-mode': 'cors' } });
  expect([script.statusCode, script.headers?.allow]).toEqual([status, page.headers?.allow]);
  expect(script.headers?.['content-type']).toBe('application/json; charset=utf-8');
});

it.each(Object.entries(FUNCTION_PATHS))('%s has a page for an unknown path', async (_name, path) => {
  const headers = { ...NAVIGATION, 'accept-language': 'ar' };
  const page = await app.newBrowser().send({ path: `${path}/a/b/c/d/e`, headers });
  expect([page.statusCode, page.headers?.['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
  expect(page.body).toContain('<html lang="ar" dir="rtl">');
});

it('a function that needs the core has a page for when it is down, and none for a missing session', async () => {
  const path = '/.netlify/functions/account';
  const browser = await app.signedIn();
  await app.core.setBehavior('failing');
  const page = await browser.send({ path, headers: { ...NAVIGATION, 'accept-language': 'de' } });
  expect([page.statusCode, page.headers?.['retry-after']]).toEqual([503, '5']);
  expect(page.body).toContain('<h1>Dienst vorübergehend nicht verfügbar</h1>');
  await app.core.setBehavior('normal');
  const signedOut = await app.newBrowser().send({ path, headers: NAVIGATION });
  expect([signedOut.statusCode, signedOut.headers?.['content-type']]).toEqual([
    401,
    'application/json; charset=utf-8',
  ]);
});

it.each([
  ['functions for scripts', refusalPage],
  ['functions for sign-in', signInRefusalPage],
])('too many attempts have a page that says when to try again: %s', async (_about, view) => {
  const refusal = new Refusal(429, 'TOO_MANY_REQUESTS', 'Wait.', { headers: { 'retry-after': '60' } });
  const page = await view(refusal, { ...lambdaEvent({ path: AUTH }), headers: NAVIGATION });
  expect([page?.statusCode, page?.headers?.['retry-after']]).toEqual([429, '60']);
  expect(page?.body).toContain('<h1>Too many attempts</h1>');
});
