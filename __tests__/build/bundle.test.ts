import { execFile } from 'node:child_process';
import { globSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { JOSE_MODULES } from '../../netlify/build/joseModules.ts';
import { recoveryCodeUsedNotice } from '../../netlify/second-factor/factorNotices.ts';

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'bundle-'));

beforeAll(async () => {
  const script = `
    import { bundleFunctions } from ${JSON.stringify(pathToFileURL('netlify/build/bundle.ts').href)};
    await bundleFunctions('netlify/functions', ${JSON.stringify(folder)});`;
  await run(process.execPath, ['--input-type=module', '--eval', script]);
});
afterAll(() => rmSync(folder, { recursive: true }));

it('bundles each function into one module', () => {
  const expected = readdirSync('netlify/functions').map((file) => file.replace(/ts$/, 'mjs'));
  expect(readdirSync(folder).sort()).toEqual(expected.sort());
});

it('exports what is deployed, and no handler, which Netlify would take for the Lambda signature', () => {
  const exportsOf = (name: string) =>
    [
      ...(/export\{([^}]*)\};\s*$/.exec(readFileSync(join(folder, `${name}.mjs`), 'utf8'))?.[1] ?? '').split(
        ',',
      ),
    ].map((binding) => binding.replace(/^.* as /, ''));
  const names = readdirSync('netlify/functions').map((file) => file.replace(/\.ts$/, ''));
  for (const name of names) {
    const limited = ['auth', 'email', 'magic-link', 'passkeys', 'sign-in-methods', 'social'].includes(name);
    expect([name, exportsOf(name).sort()]).toEqual([name, limited ? ['config', 'default'] : ['default']]);
  }
});

it('omits the list of public suffixes and parts of the SDK that a session does not need', () => {
  const bundle = readFileSync(join(folder, 'user.mjs'), 'utf8');
  expect(readFileSync('node_modules/tldts/dist/index.cjs.min.js', 'utf8')).toContain('myshopify');
  expect(bundle).not.toContain('myshopify');
  expect(bundle).toContain('sAccessToken');
});

it('has a client of the database only where one is used', () => {
  const hasClient = (name: string) =>
    readFileSync(join(folder, `${name}.mjs`), 'utf8').includes('SASLInitialResponse');
  expect(['user', 'auth'].map(hasClient)).toEqual([false, true]);
});

it('has one copy of jose per bundle, with all names that the SDK and the functions import', () => {
  const sources = [
    ...globSync('node_modules/supertokens-node/lib/build/**/*.js'),
    ...globSync('netlify/{platform,sign-in,session}/**/*.ts'),
  ].map((path) => readFileSync(path, 'utf8'));
  const named = sources.flatMap((text) => [
    ...[...text.matchAll(/\bjose(?:_\d+)?\.([A-Za-z]\w*)/g)].map(([, name]) => name),
    ...[...text.matchAll(/import \{([^}]+)\} from 'jose'/g)].flatMap(([, names]) => names?.split(/,\s*/)),
  ]);
  const used = [...new Set(named.map((name) => name?.trim()))].sort();
  expect(used).toEqual(Object.keys(JOSE_MODULES).sort());
  const bundle = readFileSync(join(folder, 'auth.mjs'), 'utf8');
  expect(bundle.match(/no applicable key found in the JSON Web Key Set/g)).toHaveLength(1);
  expect(bundle).not.toContain('ECDH-ES+A128KW');
});

it('verifies signatures in the calling thread', () => {
  // The only test of jose for a platform that verifies in another thread.
  const isThreaded = /\.verify\.length>4&&[^;]*oneShotCallback/;
  expect(readFileSync(join(folder, 'user.mjs'), 'utf8')).toMatch(isThreaded);
  expect(readFileSync(join(folder, 'user.mjs'), 'utf8')).toMatch(/\.oneShotCallback=!1/);
});

it('omits the adapters of the SDK for other web frameworks', () => {
  const mark = 'onPreResponse';
  expect(
    readFileSync('node_modules/supertokens-node/lib/build/framework/hapi/framework.js', 'utf8'),
  ).toContain(mark);
  expect(readFileSync(join(folder, 'auth.mjs'), 'utf8')).not.toContain(mark);
});

it('omits the list of phone numbers, although the recipe for codes imports it', () => {
  const mark = 'country_calling_codes';
  expect(readFileSync('node_modules/libphonenumber-js/metadata.max.json.js', 'utf8')).toContain(mark);
  const bundle = readFileSync(join(folder, 'magic-link.mjs'), 'utf8');
  expect(bundle).toContain('/signinup/code/consume');
  expect(bundle).not.toContain(mark);
});

/** A text as bundles write it: V8 parses files faster that have only ASCII. */
const escaped = (text: string) =>
  text.replace(/[^\x00-\x7f]/g, (letter) => {
    const code = letter.charCodeAt(0).toString(16).toUpperCase();
    return code.length > 2 ? `\\u${code.padStart(4, '0')}` : `\\x${code}`;
  });

it('contains only ASCII', () => {
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.mjs')))
    expect([file, /[^\x00-\x7f]/.test(readFileSync(join(folder, file), 'latin1'))]).toEqual([file, false]);
});

it('has the texts of mails in all languages, and no parser of messages', () => {
  const mark = 'EXPECT_ARGUMENT_CLOSING_BRACE';
  expect(readFileSync('node_modules/@formatjs/icu-messageformat-parser/index.js', 'utf8')).toContain(mark);
  const bundle = readFileSync(join(folder, 'auth.mjs'), 'utf8');
  expect(bundle).toContain(escaped('Ihr Passwort wurde geändert'));
  expect(bundle).toContain(escaped('تم تغيير كلمة المرور'));
  expect(bundle).not.toContain(mark);
  expect(readFileSync(join(folder, 'user.mjs'), 'utf8')).not.toContain('Ihr Passwort');
});

/** Bundles the notices of the second factor, and returns what their code in the bundle writes. */
async function bundledNotice(language: string, left: number): Promise<unknown> {
  const source = join(folder, 'notices.ts');
  const notices = JSON.stringify(resolve('netlify/second-factor/factorNotices.ts'));
  writeFileSync(
    source,
    `import { recoveryCodeUsedNotice } from ${notices}; export const handler = recoveryCodeUsedNotice;`,
  );
  const script = `
    import { bundleFunction } from ${JSON.stringify(pathToFileURL('netlify/build/bundle.ts').href)};
    await bundleFunction(${JSON.stringify(source)}, ${JSON.stringify(folder)}, 'local');
    const { handler } = await import(${JSON.stringify(pathToFileURL(join(folder, 'notices.mjs')).href)});
    console.log(JSON.stringify(await handler(${left})('${language}')));`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script]);
  return JSON.parse(stdout);
}

it.each([['en', 1] as const, ['de', 2] as const, ['ar', 3] as const])(
  'a bundle writes mails in %s as the source does',
  async (language, left) => {
    const written = await recoveryCodeUsedNotice(left)(language);
    expect(await bundledNotice(language, left)).toEqual(written);
    expect(written.paragraphs[0]).toContain(new Intl.NumberFormat(language).format(left));
  },
);

it('omits the table of file types from functions that send mail', () => {
  const mark = 'application/vnd.handheld-entertainment+xml';
  expect(readFileSync('node_modules/nodemailer/lib/mime-funcs/mime-types.js', 'utf8')).toContain(mark);
  expect(readFileSync(join(folder, 'auth.mjs'), 'utf8')).not.toContain(mark);
});

it('makes no schemas when it is imported that the first request may not need', async () => {
  // zod calls this for each schema and each check.
  const script = `
    let made = 0;
    globalThis.__zod_globalConfig = { postProcessor: () => (made += 1) };
    await import(${JSON.stringify(pathToFileURL(join(folder, 'user.mjs')).href)});
    console.log(made);`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script]);
  expect(Number(stdout)).toBeGreaterThan(0);
  expect(Number(stdout)).toBeLessThanOrEqual(50);
});

it('loads only the Node modules that the user function needs', async () => {
  const script = `
    await import(${JSON.stringify(pathToFileURL(join(folder, 'user.mjs')).href)});
    console.log(JSON.stringify(process.moduleLoadList));`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script]);
  const loaded = JSON.parse(stdout) as string[];
  expect(loaded).toContain('NativeModule crypto');
  for (const late of ['dns', 'https', 'net', 'tty', 'zlib', 'tls', 'internal/deps/undici/undici'])
    expect([late, loaded.includes(`NativeModule ${late}`)]).toEqual([late, false]);
});
