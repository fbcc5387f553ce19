import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import ts from 'typescript';

/** A file that a guide tells its reader to create. */
interface Listing {
  guide: string;
  path: string;
  code: string;
}

const CREATED = /Create\s+`([^`]+\.tsx?)`:\s*```tsx?\n([^]*?)^```$/gm;

const listings = globSync('docs/guides/*.md').flatMap((guide) =>
  [...readFileSync(guide, 'utf8').matchAll(CREATED)].map(([, path = '', code = '']): Listing => ({
    guide,
    path,
    code,
  })),
);

/** The compiler's view of the project with the files of the guides in it. */
function hostWith(files: ReadonlyMap<string, string>, options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  return {
    ...host,
    directoryExists: (folder) =>
      [...files.keys()].some((file) => file.startsWith(`${folder}/`)) || ts.sys.directoryExists(folder),
    fileExists: (file) => files.has(file) || host.fileExists(file),
    readFile: (file) => files.get(file) ?? host.readFile(file),
    getSourceFile: (file, languageVersion) => {
      const code = files.get(file);
      return code === undefined
        ? host.getSourceFile(file, languageVersion)
        : ts.createSourceFile(file, code, languageVersion);
    },
  };
}

function compilerOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile('tsconfig.json', (file) => ts.sys.readFile(file)) as {
    config: object;
  };
  return {
    ...ts.parseJsonConfigFileContent(config, ts.sys, resolve('.')).options,
    noEmit: true,
    incremental: false,
  };
}

test('the files that guides tell to create have no type errors', () => {
  expect(new Set(listings.map(({ guide }) => guide)).size).toBeGreaterThan(1);
  const files = new Map(listings.map(({ path, code }) => [resolve(path), code]));
  const options = compilerOptions();
  const program = ts.createProgram([...files.keys()], options, hostWith(files, options));
  const errors = [...files.keys()].flatMap((path) => {
    const source = program.getSourceFile(path);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
  });
  const shown = errors.map(
    ({ file, messageText }) =>
      `${file?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
  );
  expect(shown).toEqual([]);
});
