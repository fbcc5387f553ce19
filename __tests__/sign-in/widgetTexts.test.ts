import { globSync, readFileSync } from 'node:fs';
import type * as WidgetTextsModule from '@/app/auth/widgetTexts';
import { LANGUAGE_COOKIE, type LanguageCode } from '@/config/languages';
import { EMAIL_PROBLEM } from '@/config/rules/emailRule';
import { passwordProblems } from '@/config/rules/passwordRule';
import type { AnswerServer } from '../support/answers';
import { request, startFunctionServer } from '../support/pageRequest';

const MIN_LENGTH = 12;

async function textsIn(language: LanguageCode) {
  request.cookies = new Map([[LANGUAGE_COOKIE, { value: language }]]);
  const screens = ['', 'reset-password', 'verify-email'] as const;
  const texts = await Promise.all(screens.map((screen) => widgetTexts(screen, MIN_LENGTH)));
  return Object.assign({}, ...texts) as Record<string, string>;
}

let server: AnswerServer;
let widgetTexts: typeof WidgetTextsModule.widgetTexts;

beforeAll(async () => {
  process.env.SITE_LANGUAGES = 'en,de,ar';
  server = await startFunctionServer();
  ({ widgetTexts } = await import('@/app/auth/widgetTexts'));
});
afterAll(() => server.close());

it('contain every message that the screens of the widget name', async () => {
  const code = globSync('components/sign-in/*.tsx')
    .map((file) => readFileSync(file, 'utf8'))
    .filter((text) => text.startsWith("'use client'"))
    .join('\n');
  const named = [...code.matchAll(/'((?:[a-z]\w*\.)+\w+)'/g)].map(([, name]) => name ?? '');
  const names = named.filter((name) => /^(?:widget|reset|verification|titles)\./.test(name));
  expect(names.length).toBeGreaterThan(20);
  const texts = await textsIn('en');
  expect(names.filter((name) => texts[name] === undefined)).toEqual([]);
});

it('in other languages, contain what rules and functions answer in English', async () => {
  const answers = [EMAIL_PROBLEM, ...passwordProblems(MIN_LENGTH)];
  const german = await textsIn('de');
  expect(answers.filter((text) => german[text] === undefined)).toEqual([]);
  expect(german['Use at least 12 characters.']).toMatch(/12 Zeichen/);
  const english = await textsIn('en');
  expect(answers.filter((text) => english[text] !== undefined)).toEqual([]);
});

it('keep the places for what the browser adds', async () => {
  for (const language of ['en', 'de', 'ar'] as const) {
    const texts = await textsIn(language);
    expect(texts.language).toBe(language);
    expect(texts['reset.sentTo']).toMatch(/<user>\{email\}<\/user>/);
    expect(texts['widget.sendAgainIn']).toContain('{seconds}');
    expect(texts['platform.tooManyAttempts']).toContain('{wait}');
  }
});

it('name SuperTokens where the language does', async () => {
  expect(await textsIn('de')).toMatchObject({
    BRANDING_POWERED_BY_START: 'Bereitgestellt mit ',
    BRANDING_POWERED_BY_END: '',
  });
  expect((await textsIn('ar')).BRANDING_POWERED_BY_START).toMatch(/^\p{Script=Arabic}/u);
});
