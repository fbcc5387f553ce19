import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compile } from 'tailwindcss';
import ts from 'typescript';

const SOURCES = ['app/**/*.tsx', 'components/**/*.tsx'].flatMap((pattern) => globSync(pattern));

/** Names of variables, properties and attributes that hold class names. */
const HOLDS_CLASSES = /class(names?|es)?$/i;

/** Classes without a rule of their own: other classes refer to them, or the login widget does. */
const MARKERS = /^((group|peer)(\/\w+)?|supertokens-input)$/;

/** All texts within a node, apart from those that are compared with something. */
function textsIn(node: ts.Node, declared: ReadonlyMap<string, ts.Expression>, depth = 0): string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node))
    return [node.head.text, ...node.templateSpans.flatMap((span) => [...textsIn(span, declared, depth)])];
  if (ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node)) return [node.text];
  if (ts.isConditionalExpression(node))
    return [node.whenTrue, node.whenFalse].flatMap((one) => textsIn(one, declared, depth));
  if (ts.isPropertyAssignment(node)) return textsIn(node.initializer, declared, depth);
  if (ts.isElementAccessExpression(node)) return textsIn(node.expression, declared, depth);
  if (ts.isIdentifier(node)) {
    const initializer = declared.get(node.text);
    return initializer === undefined || depth > 3 ? [] : textsIn(initializer, declared, depth + 1);
  }
  const found: string[] = [];
  ts.forEachChild(node, (child) => void found.push(...textsIn(child, declared, depth)));
  return found;
}

/** The constants of a file, by their names. */
function constantsOf(file: ts.SourceFile): Map<string, ts.Expression> {
  const found = new Map<string, ts.Expression>();
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer !== undefined)
      found.set(node.name.text, node.initializer);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** The class names that a source of pages uses. */
function classNamesIn(path: string, text: string): string[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const declared = constantsOf(file);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const isNamed =
      (ts.isJsxAttribute(node) || ts.isBindingElement(node) || ts.isPropertyAssignment(node)) &&
      HOLDS_CLASSES.test(node.name.getText());
    if (isNamed && node.initializer !== undefined) found.push(...textsIn(node.initializer, declared));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found.flatMap((one) => one.split(/\s+/)).filter((one) => one !== '' && !MARKERS.test(one));
}

const loadStylesheet = (id: string, base: string) => {
  const path = id === 'tailwindcss' ? 'node_modules/tailwindcss/index.css' : join(base, id);
  return Promise.resolve({ path, base: dirname(path), content: readFileSync(path, 'utf8') });
};

/** The style sheet of the pages with the rules of these classes. */
async function styleSheetWith(classNames: readonly string[]): Promise<string> {
  const compiler = await compile(readFileSync('app/globals.css', 'utf8'), { base: 'app', loadStylesheet });
  return compiler.build([...classNames]);
}

/** The classes that a style sheet has rules for. */
function classesIn(css: string): Set<string> {
  const selectors = css.replace(/\/\*[^]*?\*\//g, '').match(/\.(?:\\.|[\w-])+/g) ?? [];
  return new Set(selectors.map((selector) => selector.slice(1).replace(/\\(.)/g, '$1')));
}

async function unknownClasses(sources: readonly (readonly [path: string, text: string])[]) {
  const used = sources.map(([path, text]) => [path, classNamesIn(path, text)] as const);
  const known = classesIn(await styleSheetWith(used.flatMap(([, names]) => names)));
  return used.flatMap(([path, names]) =>
    names.filter((name) => !known.has(name)).map((name) => `${path}: ${name}`),
  );
}

test('every class of the pages has a rule', async () => {
  expect(await unknownClasses(SOURCES.map((path) => [path, readFileSync(path, 'utf8')]))).toEqual([]);
});

test.each([
  ['a font that is no token', '<p className="font-mono grid" />', ['font-mono']],
  ['a color that is no token', '<p className="hover:text-blue-500" />', ['hover:text-blue-500']],
  ['a branch', '<p className={isNew ? "card" : "crad"} />', ['crad']],
  [
    'a constant',
    'const TONES = { bad: "bg-dangerous" }; <p className={`card ${TONES[tone]}`} />',
    ['bg-dangerous'],
  ],
  ['a default', 'function Part({ className = "buton" }) {}', ['buton']],
  ['a property', '<p {...{ className: "text-huge" }} />', ['text-huge']],
  ['nothing unknown', '<p className="group sm:grid-cols-[1fr_auto] max-w-[40ch] button" />', []],
])('the check finds %s', async (_, source, unknown) => {
  expect(await unknownClasses([['a.tsx', source]])).toEqual(unknown.map((name) => `a.tsx: ${name}`));
});

/** Files with styles, or with texts that become styles. */
const STYLES = [
  'app/**/*.{css,tsx}',
  'components/**/*.{ts,tsx}',
  'config/**/*.{ts,tsx}',
  'public/*.css',
].flatMap((pattern) => globSync(pattern));

test('every custom property that a style refers to is defined', async () => {
  const texts = STYLES.map((path) => [path, readFileSync(path, 'utf8')] as const);
  const classNames = texts.flatMap(([path, text]) => (path.endsWith('.tsx') ? classNamesIn(path, text) : []));
  const all = [...texts.map(([, text]) => text), await styleSheetWith(classNames)].join('\n');
  const defined = new Set(
    [...all.matchAll(/(--[\w-]+)\s*:|@property (--[\w-]+)/g)].map(([, one, two]) => one ?? two),
  );
  const missing = texts.flatMap(([path, text]) =>
    [...text.matchAll(/var\((--[\w-]+)\s*\)/g)].flatMap(([, name]) =>
      defined.has(name) ? [] : [`${path}: ${name}`],
    ),
  );
  expect(missing).toEqual([]);
});
