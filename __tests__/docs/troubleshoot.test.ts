import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';

/**
 * The guide lists what a start, a build or a command prints when it cannot go on, by its text. These tests
 * hold its messages against those of the sources, in both directions.
 */

const GUIDE = 'docs/guides/troubleshoot.md';

/** Of this section the left column has symptoms. */
const SYMPTOMS = '## The deployed site';

/** What the build prints; the health function uses a part of it. */
const BUILD_SOURCES = ['netlify/build/*.ts', 'netlify/platform/core/coreNeeds.ts'];

const SOURCES = [
  'config/env/*.ts',
  'core/src/**/*.ts',
  ...BUILD_SOURCES,
  'scripts/*.ts',
  'scripts/run.cjs',
  'scripts/preload/database.cjs',
];

/** Errors that are shown as one line, or whose message is one. */
const SHOWN = new Set([
  'CommandError',
  'PortInUseError',
  'ProjectRootError',
  'RangeError',
  'SecretError',
  'StackError',
  'StartError',
  'ToolError',
]);

/** Errors in the code of the core, which do not stop its start, are of other classes. */
const THROWING = ['core/src/**/*.ts', 'scripts/*.ts'];

const HOLE = '□';

const withoutBackticks = (text: string) => text.replaceAll('`', '');

/** The text of a string, a template or their concatenation, with a hole for each value in it. */
function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node))
    return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join(HOLE);
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.PlusToken) return undefined;
  return [textOf(node.left) ?? HOLE, textOf(node.right) ?? HOLE].join('');
}

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

function parse(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
}

const filesOf = (patterns: readonly string[]) => patterns.flatMap((pattern) => globSync(pattern));

function textsIn(files: readonly string[]): string[] {
  const texts: string[] = [];
  for (const file of files)
    walk(parse(file), (node) => {
      const text = textOf(node);
      if (text !== undefined) texts.push(withoutBackticks(text));
    });
  return texts;
}

/** Messages of the errors that a start shows. A code or a name before the message is left out. */
function shownMessages(): string[] {
  const messages: string[] = [];
  for (const file of filesOf(THROWING))
    walk(parse(file), (node) => {
      if (!ts.isNewExpression(node) || !ts.isIdentifier(node.expression)) return;
      if (!SHOWN.has(node.expression.text)) return;
      const texts = (node.arguments ?? []).flatMap((argument) => textOf(argument) ?? []);
      const message = texts.find((text) => / /.test(text) && text !== 'next start');
      if (message !== undefined) messages.push(withoutBackticks(message));
    });
  return messages;
}

/** Messages about a variable begin with a verb, reasons of a warning with a variable. */
const variableMessages = () =>
  textsIn(filesOf(['config/env/*.ts'])).filter((text) =>
    /^(?:[A-Z_]+ (?:is|does) |must|is not set|is required|contains)/.test(text),
  );

/** Messages of the build begin with what is wrong. */
const buildMessages = () =>
  textsIn(filesOf(BUILD_SOURCES)).filter((text) =>
    /^(?:Warning: |The core at |[A-Z]+_[A-Z_]+(?:: | is | must ))/.test(text),
  );

const escaped = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);

const toPattern = (parts: readonly string[]) =>
  new RegExp(parts.map((part) => escaped(part.trim())).join('.*'), 's');

/** A text with less than this besides its values would be found in any message. */
const MIN_CHARACTERS = 6;

/** A text without values may follow a name. One with less would be found in any message. */
const MIN_WHOLE_CHARACTERS = 20;

/** Whether a message of the guide, with `…` or NAME for values, is one of the sources. */
function isSame(listed: string, message: string): boolean {
  if (toPattern(listed.split(/…|NAME/)).test(message)) return true;
  const parts = message.split(HOLE);
  const minimum = parts.length > 1 ? MIN_CHARACTERS : MIN_WHOLE_CHARACTERS;
  const fixed = parts.map((part) => part.trim()).join('');
  return fixed.length >= minimum && toPattern(parts).test(listed);
}

function guideMessages(): string[] {
  const [listed = ''] = readFileSync(GUIDE, 'utf8').split(SYMPTOMS);
  const cells = [...listed.matchAll(/^\| ([^|]*`[^|]*) \|/gm)].map(([, cell = '']) => cell);
  return cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, text = '']) => text));
}

test('each message of the guide exists', () => {
  const texts = textsIn(filesOf(SOURCES));
  const messages = guideMessages();
  expect(messages.length).toBeGreaterThan(60);
  expect(messages.filter((message) => !texts.some((text) => isSame(message, text)))).toEqual([]);
});

test.each([
  ['a start', shownMessages],
  ['a variable', variableMessages],
  ['the build', buildMessages],
])('each message of %s is in the guide', (_, messagesOf) => {
  const messages = [...new Set(messagesOf())];
  expect(messages.length).toBeGreaterThan(5);
  const listed = guideMessages();
  expect(messages.filter((message) => !listed.some((one) => isSame(one, message)))).toEqual([]);
});
