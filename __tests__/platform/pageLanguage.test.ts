import { LANGUAGE_CODES, LANGUAGE_COOKIE } from '../../config/languages.ts';
import { post } from '../support/magicLink.ts';
import { HOP, setUpTestApp, startTestApp } from '../support/testApp.ts';

const app = setUpTestApp(() =>
  startTestApp({ SITE_LANGUAGES: LANGUAGE_CODES.join(','), SMTP_HOST: '127.0.0.1', SMTP_PORT: '1' }),
);

const REQUESTS = [
  [{ 'accept-language': 'de' }, 'lang="de" dir="ltr"', 'Einen Moment', 'Es wurde keine E-Mail gesendet'],
  [{ cookie: `${LANGUAGE_COOKIE}=ar` }, 'lang="ar" dir="rtl"', 'لحظة من فضلك', 'لم تُرسل أي رسالة'],
  [{ 'accept-language': 'xx' }, 'lang="en" dir="ltr"', 'One moment', 'No email was sent'],
] as const;

it.each(REQUESTS)('the hop answers %j with a page of %s', async (headers, attributes, moment) => {
  const { body } = await app.newBrowser().send({
    path: HOP,
    query: { redirectTo: '/account' },
    headers: {
      ...headers,
      accept: 'text/html',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-site': 'cross-site',
    },
  });
  expect(body).toContain(`<html ${attributes}>`);
  expect(body).toContain(`<h1>${moment}</h1>`);
});

it.each(REQUESTS)(
  'a form that fails is answered %j with a page of %s',
  async (headers, attributes, _, failed) => {
    const response = await post(app.newBrowser(), 'request', { email: 'known@example.com' }, headers);
    expect(response.statusCode).toBe(503);
    expect(response.body).toContain(`<html ${attributes}>`);
    expect(response.body).toContain(`<h1>${failed}</h1>`);
  },
);
