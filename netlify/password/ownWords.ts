import { validationText } from '../../config/contracts/refusalReason.ts';
import { getEnv } from '../../config/env/env.ts';
import { toStoredPassword } from '../../config/rules/passwordRule.ts';

const OWN_WORDS = validationText(
  'platform.passwordOwnWords',
  'Use more than your name, your email address and the name of this site.',
);

/** Words that a password must not consist of. */
interface PasswordOwner {
  emails: readonly string[];
  /** Names of the user or the site. */
  names: readonly string[];
}

/** Shorter parts of a name occur in too many words. */
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
 * Removes known words of the user and the site from a password.
 *
 * @param password in lower case
 */
const withoutOwnWords = (password: string, owner: PasswordOwner): string =>
  wordsOf(owner).reduce((left, word) => left.replaceAll(word, ''), password);

/**
 * Returns the problem of a password that consists mostly of known words of the user and the site.
 *
 * @returns undefined if enough is left without them
 */
export function ownWordsProblem(password: string, owner: PasswordOwner): string | undefined {
  const { appName, passwordMinLength } = getEnv();
  const text = toStoredPassword(password).toLowerCase();
  const left = withoutOwnWords(text, { ...owner, names: [...owner.names, appName] });
  return left !== text && Array.from(left).length < passwordMinLength ? OWN_WORDS : undefined;
}
