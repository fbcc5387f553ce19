import { readFileSync } from 'node:fs';

const tokens = readFileSync('public/tokens.css', 'utf8');
const layout = readFileSync('app/layout.tsx', 'utf8');

/** The values of the background token: first the light one, then the dark ones. */
const backgrounds = [...tokens.matchAll(/--rgb-background: (\d+), (\d+), (\d+);/g)].map(
  ([, ...parts]) => `#${parts.map((part) => Number(part).toString(16).padStart(2, '0')).join('')}`,
);

test('the color of the browser bar is the background of the pages, light and dark', () => {
  const [light, ...dark] = backgrounds;
  const shown = [...layout.matchAll(/color: '(#[0-9a-f]{6})'/g)].map(([, color]) => color);
  expect(new Set(dark).size).toBe(1);
  expect(shown).toEqual([light, dark[0]]);
});
