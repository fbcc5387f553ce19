import ts from 'typescript';

interface Wrapper {
  /** Where the function with the code of the module begins and ends. */
  start: number;
  end: number;
  body: ts.Node;
}

/** A call of a name alone, such as `require_jose()`. */
const calledName = (node: ts.Node): string | undefined =>
  ts.isCallExpression(node) && ts.isIdentifier(node.expression) ? node.expression.text : undefined;

/** `var require_x = __commonJS((exports, module) => { … })`, as esbuild wraps a CommonJS module. */
function toWrapper({ initializer }: ts.VariableDeclaration, file: ts.SourceFile): Wrapper | undefined {
  if (initializer === undefined || !ts.isCallExpression(initializer)) return undefined;
  const [code] = initializer.arguments;
  const isWrapper = calledName(initializer) !== undefined && initializer.arguments.length === 1;
  if (!isWrapper || code === undefined || !ts.isArrowFunction(code)) return undefined;
  return { start: code.getStart(file), end: code.end, body: code.body };
}

function wrappersIn(file: ts.SourceFile): Map<string, Wrapper> {
  const found = new Map<string, Wrapper>();
  for (const statement of file.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const declaration of statement.declarationList.declarations) {
      const wrapper = toWrapper(declaration, file);
      if (wrapper !== undefined) found.set(declaration.name.getText(file), wrapper);
    }
  }
  return found;
}

/** The names that code calls when it runs, apart from those that its functions call. */
function namesCalledBy(code: ts.Node): string[] {
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) return;
    const name = calledName(node);
    if (name !== undefined) names.push(name);
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(code, visit);
  return names;
}

/** The modules that an import of the file runs. */
function modulesRunBy(file: ts.SourceFile): Wrapper[] {
  const wrappers = wrappersIn(file);
  const run = new Set<Wrapper>();
  const follow = (code: ts.Node): void => {
    for (const name of namesCalledBy(code)) {
      const wrapper = wrappers.get(name);
      if (wrapper === undefined || run.has(wrapper)) continue;
      run.add(wrapper);
      follow(wrapper.body);
    }
  };
  follow(file);
  return [...run];
}

/**
 * Puts the code of those CommonJS modules of a bundle into parentheses that an import runs. V8 parses a
 * function only when it is called, and for that a second time, unless it is in parentheses
 * (docs/decisions/091-parse-modules-of-functions-once.md).
 *
 * @param bundle what esbuild has made
 * @see https://v8.dev/blog/preparser#pife
 */
export function parseModulesOnce(bundle: string): string {
  const file = ts.createSourceFile('bundle.mjs', bundle, ts.ScriptTarget.Latest, false, ts.ScriptKind.JS);
  const places = modulesRunBy(file).flatMap(({ start, end }) => [
    { at: start, text: '(' },
    { at: end, text: ')' },
  ]);
  let result = '';
  let done = 0;
  for (const { at, text } of places.sort((one, other) => one.at - other.at)) {
    result += bundle.slice(done, at) + text;
    done = at;
  }
  return result + bundle.slice(done);
}
