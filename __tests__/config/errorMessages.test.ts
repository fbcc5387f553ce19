import { functionMessage, withErrorMessages } from '../../config/supertokens/errorMessages.ts';

const ENGLISH: Record<string, string> = {
  language: 'en',
  'platform.tooManyAttempts': 'Too many attempts. Try again in {wait}.',
  'platform.tooManyMails': 'An email was sent recently. You can request another one in {wait}.',
};

const GERMAN: Record<string, string> = {
  'platform.tooManyMails':
    'Vor Kurzem wurde eine E-Mail gesendet. In {wait} können Sie eine weitere anfordern.',
};

const messageOf = async (refused: unknown, texts = ENGLISH): Promise<unknown> => {
  const t = (name: string) => texts[name] ?? name;
  try {
    await withErrorMessages(() => Promise.reject(refused as Error), t)(undefined);
  } catch (error) {
    return error === refused ? undefined : (error as Error).message;
  }
  throw new Error('the call was not refused');
};

const tooMany = (headers: Record<string, string>, body: string) =>
  new Response(body, { status: 429, headers });

it.each([
  ['1', '1 s'],
  ['120', '120 s'],
  ['121', '3 min'],
  ['900', '15 min'],
  ['7200', '120 min'],
  ['7201', '3 h'],
  ['86400', '24 h'],
  ['Fri, 31 Dec 2027 23:59:59 GMT', '60 s'],
  ['-1', '60 s'],
  ['0', '60 s'],
])('a refusal without words and with Retry-After: %s says %s', async (seconds, wait) => {
  const words = `Too many attempts. Try again in ${wait}.`;
  expect(await messageOf(tooMany({ 'retry-after': seconds }, 'slow down'))).toBe(words);
});

it('a response without a message and Retry-After asks the user to wait a minute', async () => {
  expect(await messageOf(tooMany({}, '{"other":"JSON"}'))).toBe('Too many attempts. Try again in 60 s.');
});

it('shows the message of the function if there is one', async () => {
  const message = 'An email was sent recently. You can request another one in 14 h.';
  const body = JSON.stringify({ error: { code: 'TOO_MANY_REQUESTS', message } });
  expect(await messageOf(tooMany({ 'retry-after': '50000' }, body))).toBe(message);
});

const mailLimit = (unit: string, count: number) => {
  const message = 'An email was sent recently. You can request another one in 3 min.';
  const params = { count, unit };
  const error = { code: 'TOO_MANY_REQUESTS', message, reason: 'platform.tooManyMails', params };
  return tooMany({}, JSON.stringify({ error }));
};

it.each([
  ['en', ENGLISH, 'An email was sent recently. You can request another one in 3 min.'],
  ['de', GERMAN, 'Vor Kurzem wurde eine E-Mail gesendet. In 3 Minuten können Sie eine weitere anfordern.'],
  ['de', {}, 'An email was sent recently. You can request another one in 3 min.'],
])('translates the message of the function and its wait into %s', async (language, texts, words) => {
  expect(await messageOf(mailLimit('minute', 3), { ...texts, language })).toBe(words);
});

it('shows the message of a sign-in that a change of the account has overtaken', async () => {
  const message = 'Your account was changed while you were signing in. Sign in again.';
  const body = JSON.stringify({ error: { code: 'CONFLICT', message, reason: 'platform.signInOvertaken' } });
  expect(await messageOf(new Response(body, { status: 409 }))).toBe(message);
});

it('leaves other failures unchanged', async () => {
  expect(await messageOf(new Error('no network'))).toBeUndefined();
  expect(await messageOf(new Response('{}', { status: 503 }))).toBeUndefined();
});

describe('for a mail, a message of the function', () => {
  const message = 'The service is down.';
  const refused = () => new Response(JSON.stringify({ error: { message } }), { status: 503 });

  it.each([
    [{ language: 'en' }, message],
    [{ language: 'de', [message]: 'Der Dienst ist nicht erreichbar.' }, message],
    [{ language: 'de' }, undefined],
  ])('with the texts %j is %p', async (texts: Record<string, string>, words) => {
    expect(await functionMessage(refused(), (name) => texts[name] ?? name)).toBe(words);
  });
});
