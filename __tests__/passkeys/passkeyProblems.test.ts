import {
  describePasskeyProblem,
  type PasskeyProblemTexts,
} from '../../components/passkeys/describePasskeyProblem.ts';
import { RefusedStep } from '../../components/passkeys/postStep.ts';

const TEXTS: PasskeyProblemTexts = {
  notUsed: 'not used',
  timeout: 'timeout',
  exists: 'exists',
  otherAddress: 'other address',
  notSent: 'not sent',
  unusual: 'unusual',
  unsupported: 'unsupported',
  unavailable: 'unavailable',
};

const inLanguage = (locale: string, tooManyAttempts: string): PasskeyProblemTexts => ({
  ...TEXTS,
  locale,
  refusals: { 'passkeys.unknown': 'Unbekannt', 'platform.tooManyAttempts': tooManyAttempts },
});

const refused = (reason: string | undefined, params?: Record<string, string | number>) =>
  new RefusedStep({
    code: 'BAD_REQUEST',
    message: 'In English.',
    ...(reason !== undefined && { reason }),
    ...(params !== undefined && { params }),
  });

it('repeats the message of the function in English', () => {
  expect(describePasskeyProblem(refused('passkeys.unknown'), TEXTS)).toBe('In English.');
  expect(describePasskeyProblem(new RefusedStep(), TEXTS)).toBe('unavailable');
});

it.each([
  ['de', { count: 1, unit: 'minute' }, 'Wartezeit: 1 Minute'],
  ['de', { count: 15, unit: 'minute' }, 'Wartezeit: 15 Minuten'],
  ['ar', { count: 2, unit: 'hour' }, 'Wartezeit: ساعتان'],
])('translates refusals by their reason into %s', (locale, params, text) => {
  const texts = inLanguage(locale, 'Wartezeit: {wait}');
  expect(describePasskeyProblem(refused('platform.tooManyAttempts', params), texts)).toBe(text);
  expect(describePasskeyProblem(refused('passkeys.unknown'), texts)).toBe('Unbekannt');
});

it('answers a refusal without a translation in the language of the page', () => {
  const texts = inLanguage('de', '');
  expect(describePasskeyProblem(refused(undefined), texts)).toBe('unavailable');
  expect(describePasskeyProblem(refused('passkeys.later'), texts)).toBe('unavailable');
  expect(describePasskeyProblem(new RefusedStep(), texts)).toBe('unavailable');
});

it('tells a browser without passkeys', () => {
  expect(describePasskeyProblem(new DOMException('', 'NotAllowedError'), TEXTS)).toBe('unsupported');
});
