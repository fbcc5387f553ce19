/** The import rules of docs/concepts/architecture.md, as errors. */
const never = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to });

/**
 * Which other features a feature of netlify/ or components/ may import: whole folders, or files as patterns.
 * Every feature has platform/ or ui/, and config/.
 */
const FEATURES = {
  netlify: {
    activity: ['sessions'],
    admin: ['activity', 'deletion', 'passkeys', 'profile', 'second-factor', 'sessions', 'sign-in.*'],
    data: ['email/outstanding\\.ts$', 'functions', 'sessions', '[^/]+/userData\\.ts$'],
    deletion: ['password', 'data/storedData\\.ts$'],
    email: ['password'],
    'magic-link': ['activity', 'sign-in'],
    passkeys: ['activity', 'email/outstanding\\.ts$', 'sessions', 'sign-in'],
    password: ['profile'],
    'second-factor': ['activity', 'email', 'sessions'],
    sessions: ['email'],
    'sign-in': [
      'activity',
      'email',
      'passkeys/removeAll\\.ts$',
      'password',
      'session',
      'sessions',
      'sign-in-methods/lastUse\\.ts$',
    ],
    'sign-in-methods': ['activity', 'sessions'],
    social: ['activity', 'sign-in'],
  },
  components: {
    activity: ['sessions'],
    deletion: ['password'],
    'sign-in': ['password'],
  },
};

const SHARED = { netlify: 'platform', components: 'ui' };

const toPattern = (folderOrFile) => (folderOrFile.includes('/') ? folderOrFile : `${folderOrFile}/`);

/**
 * One rule for each feature in the table, and one that allows all others their own folder and the shared one.
 */
function featureRules(layer) {
  const shared = SHARED[layer];
  const listed = Object.entries(FEATURES[layer]);
  const isFeature = `^${layer}/(?!(?:functions|build|${shared})/)`;
  const not = listed.map(([feature]) => `${feature}/`).join('|');
  return [
    ...listed.map(([feature, others]) =>
      never(
        `${layer}-${feature}-imports-listed-features`,
        { path: `^${layer}/${feature}/` },
        {
          path: `^${layer}/`,
          pathNot: `^${layer}/(?:${[feature, shared, ...others].map(toPattern).join('|')})`,
        },
        'List the other feature in FEATURES, or move what both need to ' + `${layer}/${shared}/.`,
      ),
    ),
    never(
      `${layer}-feature-imports-no-other`,
      { path: `${isFeature}(?!${not})([^/]+)/` },
      { path: `^${layer}/`, pathNot: `^${layer}/(?:$1|${shared})/` },
      `A feature that is not listed in FEATURES imports ${layer}/${shared}/ and config/ alone.`,
    ),
  ];
}

module.exports = {
  forbidden: [
    never('no-cycles', {}, { circular: true }, 'Two files that import each other are one file, or three.'),
    never(
      'core-is-known-by-url',
      { path: '^(app|components|netlify|config|monitoring|(proxy|instrumentation)\\.ts)' },
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
      { path: '^(app|components|netlify|config|monitoring|scripts|__tests__)/' },
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
      { path: '^(app|components|netlify|monitoring|scripts|__tests__)/|^[^/]+\\.tsx?$' },
      'config/ is what the others read.',
    ),
    never(
      'product-imports-no-scripts-or-tests',
      { path: '^(app|components|netlify|config|core|monitoring|(proxy|instrumentation)\\.ts)' },
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
      { path: '^core/src/recipes/([^/]+)/(store|\\w+Store)\\.ts$' },
      { path: '^core/src/recipes/', pathNot: '^core/src/recipes/[^/]+/(store|\\w+Store|types)\\.ts$' },
      'A store is SQL only.',
    ),
    never(
      'own-store-only',
      { path: '^core/src/recipes/([^/]+)/' },
      {
        path: '^core/src/recipes/[^/]+/(store|\\w+Store)\\.ts$',
        pathNot: '^core/src/recipes/($1|users)/(store|\\w+Store)\\.ts$',
      },
      'A recipe never imports the store of another; shared account queries live in users/store.ts.',
    ),
    never(
      'foundations-know-no-recipe',
      { path: '^core/src/(db|crypto)/' },
      { path: '^core/src/(recipes|http)/' },
    ),
    ...featureRules('netlify'),
    ...featureRules('components'),
    never(
      'platform-knows-no-feature',
      // These two put the features together: what each overrides in the SDK, and what ends a session.
      {
        path: '^netlify/platform/',
        pathNot: '^netlify/platform/(supertokens|session/errorHandlers)\\.ts$',
      },
      { path: '^netlify/(?!platform/)' },
      'netlify/platform/ is what features are made of.',
    ),
    never(
      'ui-knows-no-feature',
      { path: '^components/ui/' },
      { path: '^components/(?!ui/)' },
      'components/ui/ is what features are made of.',
    ),
    never(
      'functions-render-no-components',
      { path: '^netlify/' },
      { path: '^(app|components)/', pathNot: '^components/plain-page/' },
      'Only the page without scripts is shared, for answers of the refresh hop.',
    ),
    never(
      'static-pages-load-no-client-components',
      { path: '^app/(_server/(landing|StaticDocument)|not-found)\\.tsx$' },
      { path: '^components/ui/(form/(?!elements)|(Language|Time|TimeZone)\\.tsx$)', reachable: true },
      'The browser loads them with each page, even where the page renders none.',
    ),
    never(
      'no-server-code-on-the-client',
      { path: '^components/' },
      { path: '^app/_server/' },
      'Components get data as props.',
    ),
    never(
      'no-dev-dependency-in-product',
      { path: '^(app|components|netlify|config|monitoring|proxy\\.ts)', pathNot: '^netlify/build/' },
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
