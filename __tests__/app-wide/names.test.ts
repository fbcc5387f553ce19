import { readFileSync, globSync } from 'node:fs';
import { basename, sep } from 'node:path';

const files = globSync('{app,components,config,netlify}/**/*.{ts,tsx}').map((file) =>
  file.split(sep).join('/'),
);

/** Names that Next, Netlify and the replaced modules of Node prescribe, in the files where they do. */
const PRESCRIBED: [file: RegExp, names: RegExp][] = [
  [/^app\/.*(page|layout|route|not-found)\.tsx?$/, /^(metadata|generateMetadata|GET|POST)$/],
  [/^netlify\/functions\//, /^(handler|config)$/],
  [/^netlify\/build\/replacements\//, /./],
];

/** File names that Next prescribes, and those of tables with one file for each feature or function. */
const SHARED_FILE_NAME =
  /^app\/.*\/(page|layout|route|actions)\.tsx?$|^config\/contracts\/|^netlify\/(functions\/|.*\/userData\.ts$)/;

function exportsOf(file: string): string[] {
  const declared =
    /^export (?:default )?(?:async )?(?:const|let|function\*?|class|type|interface|enum) (\w+)/gm;
  return [...readFileSync(file, 'utf8').matchAll(declared)].map(([, name = '']) => name);
}

const isPrescribed = (file: string, name: string) =>
  PRESCRIBED.some(([where, names]) => where.test(file) && names.test(name));

/** The names with several places, and these places. */
function duplicates(named: readonly (readonly [name: string, file: string])[]): string[] {
  const places = Map.groupBy(named, ([name]) => name);
  return [...places]
    .filter(([, found]) => found.length > 1)
    .map(([name, found]) => `${name}: ${found.map(([, file]) => file).join(', ')}`);
}

test('two exports never share a name', () => {
  const named = files.flatMap((file) =>
    exportsOf(file)
      .filter((name) => !isPrescribed(file, name))
      .map((name) => [name, file] as const),
  );
  expect(named.length).toBeGreaterThan(300);
  expect(duplicates(named)).toEqual([]);
});

test('two files never share a name', () => {
  const named = files
    .filter((file) => !SHARED_FILE_NAME.test(file))
    .map((file) => [basename(file).replace(/\.tsx?$/, ''), file] as const);
  expect(duplicates(named)).toEqual([]);
});

test('a repeated name is reported with its places', () => {
  expect(
    duplicates([
      ['a', 'x.ts'],
      ['b', 'x.ts'],
      ['a', 'y.ts'],
    ]),
  ).toEqual(['a: x.ts, y.ts']);
});
