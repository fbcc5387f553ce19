import { THEME_COOKIE, type Theme } from '@/config/theme';

/**
 * Marks a page that is rendered on request with the theme of the user. public/tokens.css finds the mark, so
 * that the page has its colors at the first paint, without a script.
 */
export function ThemeMark({ theme }: { theme: Theme }) {
  return <span hidden data-theme={theme} />;
}

const SCRIPT = `{const theme=/(?:^|; )${THEME_COOKIE}=(light|dark)/.exec(document.cookie);if(theme)document.documentElement.dataset.theme=theme[1]}`;

/** Marks a prerendered page, which cannot read cookies otherwise, before its first paint. */
export function ThemeScript() {
  return <script dangerouslySetInnerHTML={{ __html: SCRIPT }} />;
}
