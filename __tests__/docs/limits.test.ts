import { readFileSync } from 'node:fs';
import { DEFAULT_TRIES_PER_MINUTE, MAX_APP_NAME_LENGTH, PROFILE_LIMITS } from '../../config/rules/limits.ts';
import { MAX_PASSWORD_BYTES, MIN_PASSWORD_LENGTHS } from '../../config/rules/passwordRule.ts';
import { MAX_CLAIM_BYTES } from '../../netlify/platform/session/claimSize.ts';

const { lowest, default: usual, highest } = MIN_PASSWORD_LENGTHS;

/** Sentences of the documents with numbers that the code decides. */
const sentences: [file: string, sentence: RegExp, numbers: number[]][] = [
  [
    'docs/reference/environment.md',
    /in the pages and the widget, (\d+) characters at most/,
    [MAX_APP_NAME_LENGTH],
  ],
  [
    'docs/reference/environment.md',
    /have a mail sent in a minute, from 1 to \d+; (\d+)/,
    [DEFAULT_TRIES_PER_MINUTE],
  ],
  ['docs/reference/environment.md', /in a new password, (\d+) to (\d+); (\d+)\./, [lowest, highest, usual]],
  ['docs/concepts/security.md', /\*\*6\.2\.1\*\* At least (\d+) characters/, [lowest]],
  ['docs/concepts/security.md', /`PASSWORD_MIN_LENGTH`, (\d+) by default/, [usual]],
  ['docs/concepts/security.md', /more than (\d+) bytes, which bcrypt/, [MAX_PASSWORD_BYTES]],
  [
    'docs/concepts/security.md',
    /Up to (\d+) bytes: (\d+) plain letters/,
    [MAX_PASSWORD_BYTES, MAX_PASSWORD_BYTES],
  ],
  ['docs/concepts/sessions.md', /take at most (\d+) bytes each/, [MAX_CLAIM_BYTES]],
  ['docs/concepts/error-handling.md', /"message": "Use (\d+) characters at most\."/, [PROFILE_LIMITS.name]],
];

test.each(sentences)('%s says %s as the code does', (file, sentence, numbers) => {
  const found = sentence.exec(readFileSync(file, 'utf8').replaceAll('\n', ' '));
  expect(found?.slice(1).map(Number)).toEqual(numbers);
});
