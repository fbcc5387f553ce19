import { MAX_PASSWORD_BYTES } from '@/config/rules/passwordRule';
import type { Translator } from '../ui/translations';

/**
 * Returns the rules for a new password, as sentences.
 *
 * @param minLength in characters
 */
export const passwordRuleTexts = (minLength: number, t: Translator<'sign-in'>): string =>
  [
    t('rules.length', { count: minLength }),
    t('rules.bytes', { count: MAX_PASSWORD_BYTES }),
    t('rules.refused'),
  ].join(' ');
