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

export default tseslint.config(
  {
    ignores: [
      'node_modules/',
      '**/.next/',
      '**/.netlify/',
      '.supertokens/',
      'next-env.d.ts',
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
      'no-restricted-syntax': [
        'error',
        {
          selector: 'JSXOpeningElement[name.name=/^(form|input|button|select|textarea)$/]',
          message:
            'Use the elements of components/ui/form/elements.tsx, which browser extensions may change.',
        },
        ...serverActions,
      ],
    },
  },
  {
    files: ['app/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...serverActions] },
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
