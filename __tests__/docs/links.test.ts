import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && existsSync(file));

const documents = files.filter((file) => file.endsWith('.md'));
const sources = files.filter((file) => /\.(ts|tsx|js|mjs|cjs|ya?ml)$/.test(file));

const withoutCode = (markdown: string) => markdown.replaceAll(/^ *```.*?^ *```/gms, '');

/** The anchors that GitHub gives to the headings of a document. */
function anchorsOf(file: string): string[] {
  return [...withoutCode(readFileSync(file, 'utf8')).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  );
}

function isBroken(file: string, target: string): boolean {
  const [path = '', anchor] = target.split('#');
  const linked = path === '' ? file : join(dirname(file), decodeURIComponent(path));
  if (!existsSync(linked)) return true;
  return anchor !== undefined && linked.endsWith('.md') && !anchorsOf(linked).includes(anchor);
}

test.each(documents)('the links of %s have targets', (file) => {
  const targets = [...withoutCode(readFileSync(file, 'utf8')).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target));
  expect(targets.filter((target) => isBroken(file, target))).toEqual([]);
});

/** A decision is named by its number or its whole file name; core/ numbers its own. */
function isMissing(source: string, named: string): boolean {
  const folder = source.startsWith('core/') ? 'core/' : '';
  return !files.some((file) => file.startsWith(`${folder}${named}`));
}

test('documents that the sources mention exist', () => {
  const missing = sources.flatMap((source) =>
    [...readFileSync(source, 'utf8').matchAll(/(?<![\w/.])docs\/[\w/-]*[\w-](?:\.\w+)?/g)]
      .map(([named]) => named)
      .filter((named) => isMissing(source, named))
      .map((named) => `${source}: ${named}`),
  );
  expect(missing).toEqual([]);
});

/** Guides also name files that a reader creates or removes. */
const isAboutFiles = (document: string) =>
  !document.startsWith('docs/guides/') && !document.includes('/test/');

/** The part of a path that is removed as a whole: `core/`, or a folder such as `netlify/admin/`. */
const removablePart = (path: string) => (/^core\//.exec(path) ?? /^[^/]+\/[^/]+\//.exec(path) ?? [''])[0];

const exists = (path: string) =>
  path === '' || files.some((file) => file === path || file.startsWith(`${path.replace(/\/$/, '')}/`));

/**
 * A document may still tell of a feature that was removed. In core/ paths begin there, in its sources or
 * tests.
 */
function isUnknown(document: string, path: string): boolean {
  const folders = document.startsWith('core/') ? ['', 'core/', 'core/src/', 'core/test/'] : [''];
  const named = folders.map((folder) => join(folder, path));
  return named.some((one) => exists(removablePart(one))) && !named.some(exists);
}

test.each(documents.filter(isAboutFiles))('the files that %s names exist', (document) => {
  const text = withoutCode(readFileSync(document, 'utf8'));
  const paths = [
    ...text.matchAll(/`([\w.()[\]-]+(?:\/[\w.()[\]-]+)*\/[\w.()[\]-]+\.(?:tsx?|[cm]?js|sql))`/g),
  ].map(([, path = '']) => path);
  expect(paths.filter((path) => isUnknown(document, path))).toEqual([]);
});

const code = files
  .filter(
    (file) => /\.(?:tsx?|[cm]?js|json|toml|ya?ml|css)$/.test(file) && !file.endsWith('package-lock.json'),
  )
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');

test('functions that the concepts name exist', () => {
  const concepts = documents.filter((document) => document.startsWith('docs/concepts/'));
  const missing = concepts.flatMap((document) =>
    [...withoutCode(readFileSync(document, 'utf8')).matchAll(/`([a-z]+[A-Z]\w*)(?:\(\))?`/g)]
      .map(([, name = '']) => name)
      .filter((name) => !new RegExp(`\\b${name}\\b`).test(code))
      .map((name) => `${document}: ${name}`),
  );
  expect(missing).toEqual([]);
});
