import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

const DOCUMENT = 'docs/concepts/security.md';

/** The requirements of level 1 and 2 of ASVS 5.0.0, chapters V6 and V7. */
const REQUIREMENTS: Readonly<Record<1 | 2, string>> = {
  1: '6.1.1 6.2.1 6.2.2 6.2.3 6.2.4 6.2.5 6.2.6 6.2.7 6.2.8 6.3.1 6.3.2 6.4.1 6.4.2 7.2.1 7.2.2 7.2.3 7.2.4 7.4.1 7.4.2',
  2:
    '6.1.2 6.1.3 6.2.9 6.2.10 6.2.11 6.2.12 6.3.3 6.3.4 6.4.3 6.4.4 6.5.1 6.5.2 6.5.3 6.5.4 6.5.5 6.6.1 6.6.2 6.6.3 ' +
    '6.8.1 6.8.2 6.8.3 6.8.4 7.1.1 7.1.2 7.1.3 7.3.1 7.3.2 7.4.3 7.4.4 7.4.5 7.5.1 7.5.2 7.6.1 7.6.2',
};

const STATUS = /^(met|met with `[A-Z_]+=\w+`|not met|not applicable)$/;

const text = readFileSync(DOCUMENT, 'utf8');

const lines = text
  .split('\n')
  .filter((line) => line.startsWith('| **'))
  .map((line) => {
    const [, requirement = '', level = '', status = '', how = '', tests = ''] = line
      .split('|')
      .map((cell) => cell.trim());
    return { id: /\*\*([\d.]+)\*\* \S/.exec(requirement)?.[1] ?? '', level, status, how, tests };
  });

const linksIn = (markdown: string) =>
  [...markdown.matchAll(/\[([^[\]]+)\]\(([^)\s]+)\)/g)].map(([, title = '', target = '']) => ({
    title,
    target,
  }));

/** The titles that are given to `test`, `it` and `describe` in a file, as they are written there. */
function titlesIn(file: string): Set<string> {
  const titles = new Set<string>();
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  const visit = (node: ts.Node): void => {
    const [first] = ts.isCallExpression(node) ? node.arguments : [];
    const callee = ts.isCallExpression(node) ? node.expression.getText(source) : '';
    if (first !== undefined && /^(test|it|describe)\b/.test(callee)) {
      if (ts.isStringLiteralLike(first)) titles.add(first.text);
      else if (ts.isTemplateExpression(first)) titles.add(first.getText(source).slice(1, -1));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return titles;
}

test('every requirement of level 1 and 2 has one line with its level', () => {
  const expected = Object.entries(REQUIREMENTS).flatMap(([level, ids]) =>
    ids.split(' ').map((id) => `${id} L${level}`),
  );
  expect(lines.map(({ id, level }) => `${id} L${level}`).sort()).toEqual(expected.sort());
});

test.each(lines)('$id says whether and how it is met', ({ status, how, tests }) => {
  expect(status).toMatch(STATUS);
  expect(how.length).toBeGreaterThan(5);
  if (status.startsWith('met')) expect(linksIn(tests).length).toBeGreaterThan(0);
});

const tests = lines.flatMap((line) => linksIn(line.tests).map((link) => ({ ...link, id: line.id })));

test.each(tests)('$id: $target has the test "$title"', ({ title, target }) => {
  const file = join(dirname(DOCUMENT), target);
  expect(file).toMatch(/^(__tests__|core\/test)\/.*\.(test|spec)\.tsx?$/);
  expect([...titlesIn(file)]).toContain(title);
});

test('files and headings that the page links to exist', () => {
  for (const { target } of linksIn(text).filter(({ target }) => !target.startsWith('http'))) {
    const [path = '', heading] = target.split('#');
    const file = path === '' ? DOCUMENT : join(dirname(DOCUMENT), path);
    expect([target, existsSync(file)]).toEqual([target, true]);
    if (heading === undefined) continue;
    const headings = [...readFileSync(file, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, words = '']) =>
      words
        .toLowerCase()
        .replaceAll(/[^\w -]/g, '')
        .replaceAll(' ', '-'),
    );
    expect(headings).toContain(heading);
  }
});
