import { globSync, readFileSync } from 'node:fs';
import { DARK, LIGHT } from '../../netlify/platform/mail/look.ts';
import { renderMail } from '../../netlify/platform/mail/template.ts';

/** Colors are tokens. Files that cannot read tokens repeat them, and must not fall behind. */
const tokens = readFileSync('public/tokens.css', 'utf8');

const DARK_BLOCK = '@media screen and (prefers-color-scheme: dark)';

const toHex = (parts: readonly string[]) =>
  `#${parts.map((part) => Number(part).toString(16).padStart(2, '0')).join('')}`;

/** The values of the tokens that begin with `name`, in the order of the file. */
const valuesOf = (name: string, css = tokens) =>
  [...css.matchAll(new RegExp(`--rgb-${name}[\\w-]*: (\\d+), (\\d+), (\\d+);`, 'g'))].map(([, ...parts]) =>
    toHex(parts),
  );

const colorsIn = (text: string) => [...text.matchAll(/#[0-9a-f]{3,6}\b/gi)].map(([color]) => color);

test('the color of the browser bar is the background of the pages, light and dark', () => {
  const [light, ...dark] = valuesOf('background');
  const layout = readFileSync('app/layout.tsx', 'utf8');
  const shown = [...layout.matchAll(/color: '(#[0-9a-f]{6})'/g)].map(([, color]) => color);
  expect(new Set(dark).size).toBe(1);
  expect(shown).toEqual([light, dark[0]]);
});

/** `onPrimary` is the token `--rgb-on-primary`. */
const toTokenName = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function tokensNamedLike(colors: object, css: string): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.keys(colors).map((name) => {
      const [, ...parts] = new RegExp(`--rgb-${toTokenName(name)}: (\\d+), (\\d+), (\\d+);`).exec(css) ?? [];
      return [name, toHex(parts)];
    }),
  );
}

test('mails have the colors of the pages, light and dark', () => {
  const [light = '', dark = ''] = tokens.split(DARK_BLOCK);
  expect(LIGHT).toEqual(tokensNamedLike(LIGHT, light));
  expect(DARK).toEqual(tokensNamedLike(DARK, dark));
  const { html } = renderMail(
    { subject: 'Mail', paragraphs: [], action: { label: 'Open', link: 'https://example.com' } },
    { appName: 'App', origin: 'https://example.com', language: 'en', direction: 'ltr', buttonFails: 'Open' },
  );
  const named: string[] = [...Object.values(LIGHT), ...Object.values(DARK)];
  expect(colorsIn(html).filter((color) => !named.includes(color))).toEqual([]);
});

test('the icon has the primary color', () => {
  const icon = readFileSync('app/icon.svg', 'utf8');
  expect(colorsIn(icon)).toContain(valuesOf('primary')[0]);
});

/** These have the colors of a brand, or are compared above. */
const WITH_COLORS = ['app/layout.tsx', 'components/ui/MethodIcon.tsx'];

test('no other style or component has colors of its own', () => {
  const files = globSync('{app,components,public}/**/*.{css,tsx}').map((file) => file.replaceAll('\\', '/'));
  const colored = files.filter((file) =>
    /#[0-9a-f]{6}\b|\b(?:rgb|hsl)a?\(\d/i.test(readFileSync(file, 'utf8')),
  );
  expect(files.length).toBeGreaterThan(50);
  expect(colored.filter((file) => !WITH_COLORS.includes(file))).toEqual([]);
});
