import { useLocale } from 'next-intl';
import { LANGUAGES, SOURCE_LANGUAGE } from '@/config/languages';
import { PASSKEY_LIMITS } from '@/config/rules/limits';
import { useTranslations } from '../ui/translations';
import type { PasskeyProblemTexts } from './describePasskeyProblem';

/** Returns the texts for a script that adds or uses a passkey, in the language of the page. */
export function usePasskeyProblemTexts(): PasskeyProblemTexts {
  const language = useLocale();
  const t = useTranslations('passkeys');
  const platform = useTranslations('platform');
  const texts = {
    notUsed: t('problems.notUsed'),
    timeout: t('problems.timeout'),
    exists: t('problems.exists'),
    otherAddress: t('problems.otherAddress'),
    notSent: t('problems.notSent'),
    unusual: t('problems.unusual'),
    unsupported: t('problems.unsupported'),
    unavailable: t('problems.unavailable'),
  };
  // The messages of the function are in English.
  if (language === SOURCE_LANGUAGE) return texts;
  return {
    ...texts,
    locale: LANGUAGES[language].locale,
    refusals: {
      'passkeys.notVerified': t('refusals.notVerified'),
      'passkeys.expired': t('refusals.expired'),
      'passkeys.tooMany': t('refusals.tooMany', { max: PASSKEY_LIMITS.perAccount }),
      'passkeys.alreadyAdded': t('refusals.alreadyAdded'),
      'passkeys.unknown': t('refusals.unknown'),
      'passkeys.copied': t('refusals.copied'),
      'platform.otherUser': platform('refusals.otherUser'),
      'platform.signInOvertaken': platform('refusals.signInOvertaken'),
      'platform.tooManyAttempts': t('problems.tooManyAttempts', { wait: '{wait}' }),
    },
  };
}
