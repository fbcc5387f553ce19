import { LANGUAGE_COOKIE } from '../../config/languages.ts';
import type { RequestOptions } from '../support/lambdaEvent.ts';
import { AUTH, setUpTestApp, startTestApp } from '../support/testApp.ts';

const app = setUpTestApp(() =>
  startTestApp({ SITE_LANGUAGES: 'en,de,ar', SMTP_HOST: '127.0.0.1', SMTP_PORT: '1' }),
);

const NAVIGATION = { accept: 'text/html', 'sec-fetch-mode': 'navigate', 'sec-fetch-site': 'same-origin' };
const MAGIC_LINK = '/.netlify/functions/magic-link';
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
