import { REDIRECT_PARAM } from '@/config/session/sessionRoutes';
import { THEME_FIELD, THEME_PATH, THEMES, type Theme } from '@/config/theme';
import { Button, Form, Input } from './form/elements';

const LABELS: Record<Theme, string> = { system: 'System', light: 'Light', dark: 'Dark' };

interface ThemeMenuProps {
  current: Theme;
  /** Path of the current page, to return to. */
  path: string;
}

/** Chooses the theme: a form with one button for each, which works without a script. */
export function ThemeMenu({ current, path }: ThemeMenuProps) {
  return (
    <Form method="post" action={THEME_PATH}>
      <Input type="hidden" name={REDIRECT_PARAM} value={path} />
      <div role="group" aria-labelledby="theme-label">
        <p id="theme-label" className="text-note text-soft px-3">
          Theme
        </p>
        <div className="flex">
          {THEMES.map((theme) => (
            <Button
              key={theme}
              name={THEME_FIELD}
              value={theme}
              aria-pressed={theme === current}
              className="menu-item aria-pressed:bg-sunken text-small justify-center aria-pressed:font-semibold"
            >
              {LABELS[theme]}
            </Button>
          ))}
        </div>
      </div>
    </Form>
  );
}
