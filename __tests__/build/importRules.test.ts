import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { tool } from '../../scripts/tools.ts';

const CONFIG = resolve('.dependency-cruiser.cjs');
const { forbidden } = createRequire(CONFIG)(CONFIG) as { forbidden: { name: string }[] };

/** For each import rule, files of a made-up project that break it: [importing, imported]. */
const BROKEN_RULES: Record<string, readonly (readonly [from: string, to: string])[]> = {
  'no-cycles': [['scripts/one.ts', 'scripts/one.ts']],
  'core-is-known-by-url': [
    ['app/page.tsx', 'core/src/index.ts'],
    ['netlify/functions/user.ts', 'core/src/index.ts'],
    ['monitoring/errorReporting.ts', 'core/src/index.ts'],
  ],
  'functions-are-known-by-http': [
    ['app/page.tsx', 'netlify/platform/mail.ts'],
    ['components/data/list.tsx', 'netlify/data/list.ts'],
  ],
  'core-has-one-entry': [
    ['__tests__/a.test.ts', 'core/src/main.ts'],
    ['scripts/start.ts', 'core/src/main.ts'],
  ],
  'core-stands-alone': [['core/src/main.ts', 'config/roles.ts']],
  'core-sources-import-no-tests-or-scripts': [['core/src/main.ts', 'core/test/kit.ts']],
  'config-runs-nothing': [
    ['config/roles.ts', 'netlify/platform/mail.ts'],
    ['config/rules.ts', 'components/ui/Button.tsx'],
    ['config/report.ts', 'monitoring/errorReporting.ts'],
  ],
  'product-imports-no-scripts-or-tests': [
    ['netlify/platform/mail.ts', 'scripts/start.ts'],
    ['proxy.ts', '__tests__/a.test.ts'],
  ],
  'rules-and-stores-know-no-routes': [
    ['core/src/recipes/session/rules.ts', 'core/src/recipes/session/routes.ts'],
  ],
  'stores-know-no-rules': [['core/src/recipes/session/store.ts', 'core/src/recipes/session/tokens.ts']],
  'own-store-only': [['core/src/recipes/session/rules.ts', 'core/src/recipes/roles/store.ts']],
  'foundations-know-no-recipe': [['core/src/db/open.ts', 'core/src/recipes/session/store.ts']],
  'netlify-feature-imports-no-other': [
    ['netlify/new-feature/list.ts', 'netlify/sessions/list.ts'],
    ['netlify/profile/read.ts', 'netlify/functions/user.ts'],
  ],
  'components-feature-imports-no-other': [
    ['components/new-feature/List.tsx', 'components/password/Field.tsx'],
  ],
  'platform-knows-no-feature': [['netlify/platform/mail.ts', 'netlify/sessions/list.ts']],
  'ui-knows-no-feature': [['components/ui/Button.tsx', 'components/password/Field.tsx']],
  'functions-render-no-components': [['netlify/platform/html.ts', 'components/ui/Button.tsx']],
  'static-pages-load-no-client-components': [
    ['app/not-found.tsx', 'components/ui/Language.tsx'],
    ['app/_server/landing.tsx', 'components/ui/form/ActionForm.tsx'],
  ],
  'no-server-code-on-the-client': [['components/profile/Form.tsx', 'app/_server/viewer.ts']],
  'no-dev-dependency-in-product': [['app/page.tsx', 'only-for-tests']],
};

/** Each feature that is listed in the rules, importing one that is not listed for it. */
const listedFeatures = forbidden.flatMap(({ name }) => {
  const [, layer = '', feature = ''] = /^(netlify|components)-(.+)-imports-listed-features$/.exec(name) ?? [];
  return feature === ''
    ? []
    : [[name, [[`${layer}/${feature}/a.ts`, `${layer}/new-feature/List.ts`]]] as const];
});

const BROKEN = { ...BROKEN_RULES, ...Object.fromEntries(listedFeatures) };

/** Imports that no rule forbids. */
const ALLOWED = [
  ['netlify/data/list.ts', 'netlify/sessions/list.ts'],
  ['netlify/data/features.ts', 'netlify/new-feature/userData.ts'],
  ['netlify/data/features.ts', 'netlify/functions/new-feature.ts'],
  ['netlify/deletion/erase.ts', 'netlify/data/storedData.ts'],
  ['netlify/new-feature/list.ts', 'netlify/platform/mail.ts'],
  ['netlify/new-feature/list.ts', 'netlify/new-feature/store.ts'],
  ['netlify/platform/supertokens.ts', 'netlify/sign-in/decoy.ts'],
  ['netlify/session/pages.ts', 'components/plain-page/html.ts'],
  ['components/new-feature/List.tsx', 'components/ui/Button.tsx'],
  ['components/sign-in/Widget.tsx', 'components/password/Field.tsx'],
  ['app/new-feature/page.tsx', 'components/new-feature/List.tsx'],
  ['__tests__/b.test.ts', 'core/src/index.ts'],
  ['netlify/functions/data.ts', 'netlify/data/list.ts'],
] as const;

interface Violation {
  rule: { name: string };
  from: string;
  to: string;
}

/** Cruises a project that consists of these imports and nothing else. */
function violationsOf(imports: readonly (readonly [from: string, to: string])[]): Violation[] {
  const folder = mkdtempSync(join(tmpdir(), 'import-rules-'));
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  const specifier = (from: string, to: string) =>
    to.includes('/') || to.endsWith('.ts') ? `./${relative(dirname(from), to)}`.replace('./../', '../') : to;
  try {
    write('package.json', JSON.stringify({ devDependencies: { 'only-for-tests': '1.0.0' } }));
    write('tsconfig.json', readFileSync('tsconfig.json', 'utf8'));
    write(
      'node_modules/only-for-tests/package.json',
      '{"name":"only-for-tests","version":"1.0.0","main":"a.js"}',
    );
    write('node_modules/only-for-tests/a.js', 'module.exports = 1;');
    const files = new Map<string, string[]>();
    for (const [from, to] of imports) {
      if (to.includes('.')) files.set(to, files.get(to) ?? []);
      files.set(from, [...(files.get(from) ?? []), `import '${specifier(from, to)}';`]);
    }
    for (const [file, lines] of files) write(file, [...lines, 'export {};', ''].join('\n'));
    const args = ['--config', CONFIG, '--output-type', 'json', '.'];
    const [node, ...command] = tool('dependency-cruiser', args, 'depcruise');
    const report = execFileSync(node, command, { cwd: folder, encoding: 'utf8' });
    return (JSON.parse(report) as { summary: { violations: Violation[] } }).summary.violations;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const violations = violationsOf(Object.values(BROKEN).flat());

test('every import rule is shown to fire', () => {
  expect(Object.keys(BROKEN).sort()).toEqual(forbidden.map(({ name }) => name).sort());
});

test.each(Object.entries(BROKEN))('%s', (name, imports) => {
  const found = violations.filter(({ rule }) => rule.name === name).map(({ from }) => from);
  expect([...new Set(found)]).toEqual(expect.arrayContaining([...new Set(imports.map(([from]) => from))]));
});

test('what the rules allow breaks none', () => {
  expect(violationsOf(ALLOWED)).toEqual([]);
});
