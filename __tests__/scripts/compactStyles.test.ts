import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { runInThisContext } from 'node:vm';
import compactStyles from '../../scripts/compact-styles.cjs';

const modules = join(__dirname, '../../node_modules');
const { FILES } = compactStyles;
const [COMMON = '', EXTENDED = ''] = FILES;

const sourceOf = (file: string) => readFileSync(join(modules, file), 'utf8');
const shortened = (file: string, source = sourceOf(file)) =>
  compactStyles.call({ resourcePath: join(modules, file) }, source);

/** Runs a module of the widget with its style sheet as an export; imports of the common one are shortened. */
function sheetIn(file: string, source: string): string {
  const exports: { commonStyles?: string; sheet?: string } = {};
  const load = createRequire(join(modules, file));
  const required = (path: string): unknown =>
    path === './index2.js' ? { commonStyles: sheetIn(COMMON, shortened(COMMON)) } : load(path);
  const run = runInThisContext(`(function (exports, require) {${source}\nexports.sheet = styles;\n})`) as (
    ...args: unknown[]
  ) => void;
  run(exports, required);
  return exports.sheet ?? '';
}

const plain = (sheet: string) =>
  sheet
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .trim();

test.each(FILES)('%s keeps its rules, without comments and line breaks', (file) => {
  const [before, after] = [sheetIn(file, sourceOf(file)), sheetIn(file, shortened(file))];
  expect(before.length).toBeGreaterThan(1000);
  expect(plain(after)).toBe(plain(before));
  expect(after).not.toMatch(/\n|\/\*/);
});

test('what style sheets have in common is there once', () => {
  expect(shortened(COMMON).match(/--palette-primary:/g)).toHaveLength(1);
  expect(sourceOf(EXTENDED)).toContain('--palette-primary:');
  expect(shortened(EXTENDED)).not.toContain('--palette-primary:');
});

test.each(FILES)('nothing else in %s changes', (file) => {
  const withoutSheets = (source: string) =>
    source
      .replace(
        /(var styles(?:\$\d+)? =)\s*(?:'(?:[^'\\]|\\.)*'|styles\$1|[ +]|require\('[^']*'\)\.\w+)+;/g,
        '$1',
      )
      .replace(/\nexports\.commonStyles = styles;\n$/, '');
  expect(withoutSheets(shortened(file))).toBe(withoutSheets(sourceOf(file)));
});

test('style sheets without a common part stop the build', () => {
  const other = "var styles =\n    'a { color: red }';";
  expect(() => shortened(EXTENDED, other)).toThrow('scripts/compact-styles.cjs');
});
