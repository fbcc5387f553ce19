import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/**
 * Words that do not belong in names, comments, titles, messages and documents, with what to write instead.
 */
const WORDS: Record<string, string> = {
  'she|her|hers|herself': 'they, their',
  'somebody|anybody|everybody|whoever': 'a user, the caller, any user',
  nobody: 'no user, none',
  'door|knock|knocks|plate|brass|enamel': 'the standard term instead of a metaphor',
  'talked nonsense|talks nonsense': 'sent an invalid response',
  'kept silent|keeps silent': 'did not respond',
  'be of no use any more': 'be void',
  'persons?|thief|thieves|strangers?': 'the user, another user, an attacker, another site',
  'worlds?|moods?|patience|impatience': 'app, behavior, timeout',
  'lets? go|told off|as it were|anew|afresh': 'release, refuse, leave it out, again',
  'ways? in': 'sign-in method, login method',
};

const MAX_COMMENT_CHARACTERS = 110;

/** Files that quote words on purpose, and generated ones. */
const SKIPPED =
  /^(?:__tests__\/docs\/wording\.test\.ts|package-lock\.json|core\/package-lock\.json|core\/test\/cdi-kit\/|netlify\/password\/.*\.txt)/;

const TEXT = /\.(?:ts|tsx|js|cjs|mjs|cts|css|md|yaml|yml|toml|sh)$|^\.env\.example$/;
const CODE = /\.(?:ts|tsx|js|cjs|mjs|cts|css)$/;
const COMMENT = /^\s*(?:\/\/|\/?\*)/;

const files = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8' })
  .split('\0')
  .filter((file) => TEXT.test(file) && !SKIPPED.test(file) && existsSync(file));

interface Line {
  place: string;
  text: string;
  isComment: boolean;
}

const lines: Line[] = files.flatMap((file) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .map((text, index) => ({
      place: `${file}:${index + 1}`,
      text,
      isComment: CODE.test(file) && COMMENT.test(text),
    })),
);

/** The places with a word. Parts of names in camel case and snake case count as words. */
function placesOf(words: string): string[] {
  const pattern = new RegExp(`\\b(?:${words})\\b`, 'i');
  const spaced = (text: string) => text.replace(/([a-z])([A-Z])/g, '$1 $2').replaceAll('_', ' ');
  return lines
    .filter(({ text }) => pattern.test(text) || pattern.test(spaced(text)))
    .map(({ place }) => place);
}

test.each(Object.entries(WORDS))('no file uses "%s"; write: %s', (words) => {
  expect(placesOf(words)).toEqual([]);
});

test('finds a word in prose and in names', () => {
  const [words = ''] = Object.keys(WORDS);
  const pattern = new RegExp(`\\b(?:${words})\\b`, 'i');
  expect(pattern.test('asks her to sign in')).toBe(true);
  expect(pattern.test('where it is')).toBe(false);
  expect(lines.length).toBeGreaterThan(10_000);
});

test(`comments have at most ${MAX_COMMENT_CHARACTERS} characters per line, apart from URLs`, () => {
  const long = lines.filter(
    ({ text, isComment }) =>
      isComment && text.length > MAX_COMMENT_CHARACTERS && !/https?:\/\/|eslint-disable/.test(text),
  );
  expect(long.map(({ place }) => place)).toEqual([]);
});
