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
