import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import compactStyles from '../../scripts/compact-styles.cjs';

const sourceOf = (file: string) => readFileSync(join(__dirname, '../../node_modules', file), 'utf8');

/** The style sheets in a module, as the widget puts them on the page. */
function sheetsIn(source: string): string[] {
  const sheets = [...source.matchAll(/var styles(?:\$\d+)? =\s*('(?:[^'\\]|\\.)*');/g)];
  return sheets.map(
    ([, text = "''"]) => JSON.parse(`"${text.slice(1, -1).replaceAll('"', '\\"')}"`) as string,
  );
}

const plain = (sheet: string) =>
  sheet
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .trim();

test.each(compactStyles.FILES)('%s keeps its rules, without comments and line breaks', (file) => {
  const source = sourceOf(file);
  const [before, after] = [sheetsIn(source), sheetsIn(compactStyles(source))];
  expect(before.length).toBeGreaterThan(0);
  expect(after.map(plain)).toEqual(before.map(plain));
  for (const sheet of after) expect(sheet).not.toMatch(/\n|\/\*/);
});

test.each(compactStyles.FILES)('nothing else in %s changes', (file) => {
  const withoutSheets = (source: string) =>
    source.replace(/(var styles(?:\$\d+)? =\s*)'(?:[^'\\]|\\.)*'/g, '$1');
  expect(withoutSheets(compactStyles(sourceOf(file)))).toBe(withoutSheets(sourceOf(file)));
});
