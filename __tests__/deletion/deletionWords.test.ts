import { DELETION_WORDS, deletionRequest, toDeletionWords } from '../../config/contracts/deletion.ts';
import { LANGUAGE_CODES } from '../../config/languages.ts';
import { readMessages } from '../../config/messages/readMessages.ts';

const isAccepted = (confirmation: string) => deletionRequest.safeParse({ confirmation }).success;

test.each(LANGUAGE_CODES)('a user can confirm with the words that the page shows in %s', (language) => {
  const { words } = readMessages(language).deletion;
  for (const typed of [words, ` ${words.toUpperCase()} `, words.normalize('NFD'), words.replace(' ', '  ')])
    expect(toDeletionWords(typed, words)).toBe(DELETION_WORDS);
  expect(isAccepted(toDeletionWords(words, words))).toBe(true);
  expect(isAccepted(toDeletionWords(`${words}!`, words))).toBe(false);
  expect(isAccepted(toDeletionWords('', words))).toBe(false);
});

test.each(['en', 'de', 'ar'] as const)('the refusal in %s names these words', (language) => {
  const { words, refusals } = readMessages(language).deletion;
  expect(refusals.notConfirmed).toContain(words);
});

test('the words in English are those that the function requires', () => {
  const { words } = readMessages('en').deletion;
  expect(words).toBe(DELETION_WORDS);
});
