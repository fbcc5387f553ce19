import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
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

const MESSAGES = /Create\s+`(config\/messages\/[^`]+\.json)`/g;

/** The types of messages come from their files, which are gone when a team has removed the example. */
const hasItsMessages = (guide: string): boolean =>
  [...readFileSync(guide, 'utf8').matchAll(MESSAGES)].every(([, file = '']) => existsSync(file));

test('the files that guides tell to create have no type errors', () => {
  const checked = listings.filter(({ guide }) => hasItsMessages(guide));
  expect(checked.map(({ guide }) => basename(guide))).toContain('add-a-page.md');
  const files = new Map(checked.map(({ path, code }) => [resolve(path), code]));
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

const FENCE = /^```(?:tsx?|sql|json)\n([^]*?)^```$/gm;

/** A piece of code that a guide shows. */
interface Block {
  /** The file that the text before it names last. */
  file: string;
  /** Whether it is the whole file. */
  isWhole: boolean;
  code: string;
}

function blocksOf(guide: string): Block[] {
  const blocks: Block[] = [];
  let end = 0;
  for (const found of guide.matchAll(FENCE)) {
    const before = guide.slice(end, found.index);
    end = found.index + found[0].length;
    const named = [...before.matchAll(/`([^`\n]+\.(?:tsx?|sql|json))`/g)].at(-1)?.[1];
    const isWhole = /Create\s`[^`]+`:\s*$/.test(before);
    blocks.push({ file: named ?? blocks.at(-1)?.file ?? '', isWhole, code: found[1] ?? '' });
  }
  return blocks;
}

const withoutIndent = (code: string) => code.replaceAll(/^ +/gm, '');

function isTrue({ file, isWhole, code }: Block): boolean {
  if (!existsSync(file)) return false;
  const text = readFileSync(file, 'utf8');
  return isWhole ? text === code : withoutIndent(text).includes(withoutIndent(code));
}

/** Guides of which the repository has a file: their example is part of it until a team removes it. */
const shown = [...new Set(listings.map(({ guide }) => guide))].filter((guide) =>
  listings.some((listing) => listing.guide === guide && existsSync(listing.path)),
);

test('a guide whose example is in the repository shows all of its files as they are', () => {
  const blocks = shown.flatMap((guide) => blocksOf(readFileSync(guide, 'utf8')));
  expect(blocks.filter((block) => !isTrue(block)).map(({ file }) => file)).toEqual([]);
});
