import next from 'eslint-config-next/core-web-vitals';
import tseslint from 'typescript-eslint';

const envReaders = [
  'config/env/env.ts',
  'next.config.js',
  'core/src/main.ts',
  'core/{bench,scripts}/**',
  'scripts/**',
  '**/*.config.{js,mjs,ts}',
];

const serverActions = [
  'Program:has(> [directive="use server"]) > ExportNamedDeclaration[exportKind!="type"]:not([declaration.declarations.0.init.callee.name="defineFormAction"])',
  'Program:has(> [directive="use server"]) > :matches(ExportDefaultDeclaration, ExportAllDeclaration)',
  'BlockStatement > [directive="use server"]',
].map((selector) => ({
  selector,
  message:
    'Make server actions with defineFormAction of app/_server/formAction.ts, each in a file of actions.',
}));

const formElements = {
  selector: 'JSXOpeningElement[name.name=/^(form|input|button|select|textarea)$/]',
  message: 'Use the elements of components/ui/form/elements.tsx, which browser extensions may change.',
};

/** What is translated: add the folders of a feature when its texts are in config/messages/. */
const translated = [
  'app/(signed-in)/*layout.tsx',
  'app/_server/**',
  'app/forbidden/**',
  'app/form-relay/**',
  'app/not-found.tsx',
  'app/page.tsx',
  'app/{en,de,ar}/**',
  'components/landing/**',
  'app/theme/**',
  'app/unavailable/**',
  'app/(signed-in)/account/activity/**',
  'app/(signed-in)/account/data/**',
  'app/(signed-in)/account/delete/**',
  'app/(signed-in)/account/email/**',
  'app/(signed-in)/account/passkeys/**',
  'app/(signed-in)/account/password/**',
  'app/(signed-in)/account/sessions/**',
  'app/(signed-in)/account/sign-in-methods/**',
  'app/(signed-in)/account/two-factor/**',
  'app/(signed-in)/notes/**',
  'app/(signed-in)/session/**',
  'app/(signed-in)/VerificationBanner.tsx',
  'app/(signed-in)/account/{actions.ts,page.tsx}',
  'app/(signed-in)/admin/**',
  'app/(signed-in)/confirm-identity/**',
  'app/(signed-in)/second-factor/**',
  'app/(signed-in)/sign-out/**',
  'app/account-deleted/**',
  'app/auth/**',
  'components/activity/**',
  'components/admin/**',
  'components/deletion/**',
  'components/email/EmailForm.tsx',
  'components/magic-link/**',
  'components/password/**',
  'components/profile/**',
  'components/passkeys/**',
  'components/second-factor/**',
  'components/session/{ClaimsTable,RawJson,SessionSummary}.tsx',
  'components/sessions/**',
  'components/sign-in-methods/**',
  'components/ui/*.tsx',
  'components/ui/form/!(elements).tsx',
];

const textAttributes =
  /^(label|pendingLabel|title|lead|hint|description|about|badge|alt|placeholder|aria-label)$/;
const textProperties = /^(message|title|label|term|detail|hint|done|description)$/;

/** Words as content of an element, in an attribute that is shown or read out, or in the state of a form. */
const literalTexts = [
  ...['JSXElement', 'JSXFragment'].flatMap((parent) => [
    `${parent} > JSXText[value=/[A-Za-z]/]`,
    `${parent} > JSXExpressionContainer > Literal[value=/[A-Za-z]/]`,
    `${parent} > JSXExpressionContainer > TemplateLiteral`,
    `${parent} > JSXExpressionContainer > :matches(ConditionalExpression, LogicalExpression) > Literal`,
  ]),
  `JSXAttribute[name.name=${textAttributes}] > Literal`,
  `JSXAttribute[name.name=${textAttributes}] > JSXExpressionContainer > :matches(Literal, TemplateLiteral)`,
  `Property[key.name=${textProperties}] > :matches(Literal, TemplateLiteral).value`,
].map((selector) => ({
  selector,
  message: 'Put the text into config/messages/ (docs/guides/translate.md).',
}));

export default tseslint.config(
  {
    ignores: [
      'node_modules/',
      '**/.next/',
      '**/.netlify/',
      '.supertokens/',
      'next-env.d.ts',
      '**/*.d.json.ts',
      'core/dist/',
      'core/test/cdi-kit/',
    ],
  },
  ...next,
  { rules: { '@next/next/no-html-link-for-pages': 'off' } },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    ignores: ['__tests__/**', 'core/test/**'],
    rules: {
      'max-lines': ['error', { max: 250 }],
      'max-lines-per-function': ['error', { max: 60 }],
    },
  },
  {
    files: ['**/*.{ts,tsx,js,mjs}'],
    ignores: ['__tests__/**', 'core/test/**', ...envReaders],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Read the environment through config/env/env.ts.' },
      ],
    },
  },
  {
    // The sign-in widget is rendered in the browser alone.
    files: ['app/**/*.tsx', 'components/**/*.tsx'],
    ignores: ['components/ui/form/elements.tsx', 'components/sign-in/**'],
    rules: {
      'no-restricted-syntax': ['error', formElements, ...serverActions],
    },
  },
  {
    files: ['app/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...serverActions] },
  },
  {
    files: translated,
    rules: { 'no-restricted-syntax': ['error', formElements, ...serverActions, ...literalTexts] },
  },
  {
    // Translated, too.
    files: ['components/sign-in/**'],
    rules: { 'no-restricted-syntax': ['error', ...serverActions, ...literalTexts] },
  },
  {
    files: ['core/src/**/*.ts'],
    ignores: ['core/src/crypto/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        { paths: [{ name: 'node:crypto', message: 'Only core/src/crypto/ uses node:crypto.' }] },
      ],
    },
  },
);
