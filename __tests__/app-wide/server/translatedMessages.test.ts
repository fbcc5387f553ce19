import * as z from 'zod';
import type * as ChangeModule from '@/app/_server/change';
import type * as FollowLinkModule from '@/app/_server/followLink';
import type * as FormsModule from '@/app/_server/forms';
import type * as LanguageModule from '@/app/_server/readLanguage';
import { refusal, type AnswerServer } from '../../support/answers';
import { askForPage, request, startFunctionServer } from '../../support/pageRequest';

let server: AnswerServer;
let requestChange: typeof ChangeModule.requestChange;
let followLink: typeof FollowLinkModule.followLink;
let toRefusedState: typeof FormsModule.toRefusedState;
let readLanguage: typeof LanguageModule.readLanguage;

beforeAll(async () => {
  process.env.SITE_LANGUAGES = 'en,de,ar';
  server = await startFunctionServer();
  ({ requestChange } = await import('@/app/_server/change'));
  ({ followLink } = await import('@/app/_server/followLink'));
  ({ toRefusedState } = await import('@/app/_server/forms'));
  ({ readLanguage } = await import('@/app/_server/readLanguage'));
});
afterAll(() => server.close());

beforeEach(() => askForPage(server, '/account/sessions'));

const chooseLanguage = (language: string) => request.cookies.set('language', { value: language });

const ENGLISH_MESSAGE = 'This is your current session. Sign out instead.';

/** The state of a form whose change a function refuses. */
async function refusedState(error: object) {
  const { body, ...answer } = refusal(400, 'BAD_REQUEST');
  const own = (body as { error: object }).error;
  server.next = { ...answer, body: { error: { ...own, message: ENGLISH_MESSAGE, ...error } } };
  const form = new FormData();
  form.set('formUser', 'ada');
  const outcome = await requestChange({ form, path: '/f', method: 'DELETE', schema: z.strictObject({}) });
  if (outcome.status === 'done') throw new Error('not refused');
  return toRefusedState(outcome);
}

test.each([
  ['en', ENGLISH_MESSAGE],
  ['de', 'Das ist Ihre aktuelle Sitzung. Melden Sie sich stattdessen ab.'],
  ['ar', 'هذه جلستك الحالية. يُرجى تسجيل الخروج بدلًا من ذلك.'],
])('the message of a function is shown in %s', async (language, message) => {
  chooseLanguage(language);
  expect(await refusedState({ reason: 'sessions.isCurrent', field: 'handle' })).toMatchObject({
    status: 'refused',
    message,
    field: 'handle',
  });
});

test.each(['sessions.noSuchReason', 'noSuchFeature.x', 'sessions', '', '__proto__.x'])(
  'a message with the unknown reason %j is shown as it is',
  async (reason) => {
    chooseLanguage('de');
    expect(await refusedState({ reason })).toMatchObject({ message: ENGLISH_MESSAGE });
  },
);

const NOTHING = z.strictObject({});

/** A form that names a user and a token. */
function changeForm(): FormData {
  const form = new FormData();
  form.set('formUser', 'ada');
  form.set('token', 't');
  return form;
}

test.each([
  ['a change', () => requestChange({ form: changeForm(), path: '/f', method: 'PUT', schema: NOTHING })],
  ['a mailed link', () => followLink('confirmation', changeForm(), NOTHING)],
])('a function gets the language of the page with %s, for its mails', async (_, send) => {
  chooseLanguage('ar');
  request.headers.set('accept-language', 'de');
  server.next = { body: {} };
  expect(await send()).toMatchObject({ status: 'done' });
  expect(server.requests).toMatchObject([
    { headers: { 'accept-language': 'ar', cookie: 'sAccessToken=token' } },
  ]);
});

test('the language is that of the cookie, else the best that the browser accepts', async () => {
  request.headers.set('accept-language', 'fr, ar;q=0.9');
  expect(await readLanguage()).toBe('ar');
  chooseLanguage('de');
  expect(await readLanguage()).toBe('de');
});
