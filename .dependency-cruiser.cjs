/** The import rules of docs/concepts/architecture.md, as errors. */
const never = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to });

module.exports = {
  forbidden: [
    never('no-cycles', {}, { circular: true }, 'Two files that import each other are one file, or three.'),
    never(
      'core-is-known-by-url',
      { path: '^(app|components|netlify|config|proxy\\.ts)' },
      { path: '^core/' },
      'The app knows the core by its URL only.',
    ),
    never(
      'functions-are-known-by-http',
      { path: '^(app|components|proxy\\.ts)' },
      { path: '^netlify/' },
      'Pages call functions over HTTP.',
    ),
    never(
      'core-has-one-entry',
      { path: '^(scripts|__tests__)/' },
      { path: '^core/', pathNot: '^core/src/index\\.ts$' },
      'Scripts and tests of the app import the core by `#core` only.',
    ),
    never(
      'core-stands-alone',
      { path: '^core/' },
      { path: '^(app|components|netlify|config|scripts|__tests__)/' },
      'core/ imports nothing of the project outside itself.',
    ),
    never(
      'core-sources-import-no-tests-or-scripts',
      { path: '^core/src/' },
      { path: '^core/(bench|scripts|test)/' },
    ),
    never(
      'config-runs-nothing',
      { path: '^config/' },
      { path: '^(app|components|netlify|scripts|__tests__)/' },
      'config/ is what the others read.',
    ),
    never(
      'product-imports-no-scripts-or-tests',
      { path: '^(app|components|netlify|config|core|proxy\\.ts)' },
      { path: '^(scripts|__tests__)/' },
    ),
    never(
      'rules-and-stores-know-no-routes',
      { path: '^core/src/recipes/[^/]+/(?!routes(\\.ts|/))', pathNot: '^core/src/recipes/index\\.ts$' },
      { path: '^core/src/(recipes/[^/]+/routes(\\.ts|/)|http/)' },
      'routes → rules → store → db, never backwards.',
    ),
    never(
      'stores-know-no-rules',
      { path: '^core/src/recipes/([^/]+)/store\\.ts$' },
      { path: '^core/src/recipes/', pathNot: '^core/src/recipes/[^/]+/(store|types)\\.ts$' },
      'A store is SQL only.',
    ),
    never(
      'own-store-only',
      { path: '^core/src/recipes/([^/]+)/' },
      { path: '^core/src/recipes/[^/]+/store\\.ts$', pathNot: '^core/src/recipes/($1|users)/store\\.ts$' },
      'A recipe never imports the store of another; shared account queries live in users/store.ts.',
    ),
    never(
      'foundations-know-no-recipe',
      { path: '^core/src/(db|crypto)/' },
      { path: '^core/src/(recipes|http)/' },
    ),
    never(
      'no-server-code-on-the-client',
      { path: '^components/' },
      { path: '^app/_server/' },
      'Components get data as props.',
    ),
    never(
      'no-dev-dependency-in-product',
      { path: '^(app|components|netlify|config|proxy\\.ts)', pathNot: '^netlify/build/' },
      { dependencyTypes: ['npm-dev'], pathNot: ['node_modules/@types/', 'node_modules/tailwindcss/'] },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.next|\\.netlify|core/dist|node_modules/\\.cache)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
