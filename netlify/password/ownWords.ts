import { getEnv } from '../../config/env/env.ts';
import { toStoredPassword } from '../../config/rules/passwordRule.ts';

const OWN_WORDS = 'Use more than your name, your email address and the name of this site.';

/** What a password must not be made of. */
interface PasswordOwner {
  emails: readonly string[];
  /** Names that the user or the site goes by. */
  names: readonly string[];
}

/** Shorter parts of a name are in too many words. */
const MIN_WORD_CHARACTERS = 3;

const partsOf = (text: string): string[] => [text, ...text.split(/[^\p{L}\p{N}]+/u)];

function wordsOf({ emails, names }: PasswordOwner): string[] {
  const ofEmails = emails.flatMap((email) => {
    const [local = '', domain = ''] = email.split('@');
    return [email, domain, ...partsOf(local), ...domain.split('.').slice(0, -1)];
  });
  const words = [...ofEmails, ...names.flatMap(partsOf)].map((word) => word.normalize('NFC').toLowerCase());
  const long = words.filter((word) => Array.from(word).length >= MIN_WORD_CHARACTERS);
  return [...new Set(long)].sort((a, b) => b.length - a.length);
}

/**
 * What is left of a password without the words that are known of its owner and of the site.
 *
 * @param password in lower case
 */
const withoutOwnWords = (password: string, owner: PasswordOwner): string =>
  wordsOf(owner).reduce((left, word) => left.replaceAll(word, ''), password);

/**
 * What is wrong with a password that consists of little but words known of its owner and of the site.
 *
 * @returns undefined where enough is left without them
 */
export function ownWordsProblem(password: string, owner: PasswordOwner): string | undefined {
  const { appName, passwordMinLength } = getEnv();
  const text = toStoredPassword(password).toLowerCase();
  const left = withoutOwnWords(text, { ...owner, names: [...owner.names, appName] });
  return left !== text && Array.from(left).length < passwordMinLength ? OWN_WORDS : undefined;
}
