import { readFileSync } from 'node:fs';

/** Colors are tokens. Files that cannot read tokens repeat them, and must not fall behind. */
const tokens = readFileSync('public/tokens.css', 'utf8');

const DARK = '@media (prefers-color-scheme: dark)';

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

test('mails have the colors of the pages, light and dark', () => {
  const template = readFileSync('netlify/platform/mail/template.ts', 'utf8');
  const [, dark = ''] = /const dark = `([^`]+)`/.exec(template) ?? [];
  const [lightTokens = '', darkTokens = ''] = tokens.split(DARK);
  expect(colorsIn(dark).length).toBeGreaterThan(4);
  expect(colorsIn(dark).filter((color) => !valuesOf('', darkTokens).includes(color))).toEqual([]);
  const light = colorsIn(template.replace(dark, ''));
  expect(light.length).toBeGreaterThan(8);
  expect(light.filter((color) => !valuesOf('', lightTokens).includes(color))).toEqual([]);
});

test('the icon has the primary color', () => {
  const icon = readFileSync('app/icon.svg', 'utf8');
  expect(colorsIn(icon)).toContain(valuesOf('primary')[0]);
});
