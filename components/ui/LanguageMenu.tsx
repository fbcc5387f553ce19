import { LANGUAGE_FIELD, LANGUAGE_PATH, LANGUAGES, type LanguageCode } from '@/config/languages';
import { ChoiceMenu } from './ChoiceMenu';
import { useTranslations } from './translations';

interface LanguageMenuProps {
  /** The languages of the site. With one, there is nothing to choose. */
  offered: readonly LanguageCode[];
  current: LanguageCode;
  /** Path of the current page, to return to. */
  path: string;
}

/** Chooses the language. Each has its name in the language itself. */
export function LanguageMenu({ offered, current, path }: LanguageMenuProps) {
  const t = useTranslations('ui');
  if (offered.length < 2) return null;
  const choices = offered.map((code) => ({ value: code, label: LANGUAGES[code].name, lang: code }));
  return (
    <div data-untranslated>
      <ChoiceMenu
        title={t('language.title')}
        action={LANGUAGE_PATH}
        field={LANGUAGE_FIELD}
        choices={choices}
        current={current}
        path={path}
      />
    </div>
  );
}
