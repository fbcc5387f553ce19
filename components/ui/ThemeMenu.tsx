import { THEME_FIELD, THEME_PATH, THEMES, type Theme } from '@/config/theme';
import { ChoiceMenu } from './ChoiceMenu';
import { useTranslations } from './translations';

interface ThemeMenuProps {
  current: Theme;
  /** Path of the current page, to return to. */
  path: string;
}

/** Chooses the theme. */
export function ThemeMenu({ current, path }: ThemeMenuProps) {
  const t = useTranslations('ui');
  const choices = THEMES.map((theme) => ({ value: theme, label: t(`theme.${theme}`) }));
  return (
    <ChoiceMenu
      title={t('theme.title')}
      action={THEME_PATH}
      field={THEME_FIELD}
      choices={choices}
      current={current}
      path={path}
    />
  );
}
