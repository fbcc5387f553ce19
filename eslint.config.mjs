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

const inlineAction = 'FunctionDeclaration:has(> BlockStatement:has(> [directive="use server"]))';

const serverActions = [
  {
    selectors: [
      'Program:has(> [directive="use server"]) > ExportNamedDeclaration[exportKind!="type"]:not([declaration.declarations.0.init.callee.name="defineFormAction"])',
      'Program:has(> [directive="use server"]) > :matches(ExportDefaultDeclaration, ExportAllDeclaration)',
    ],
    message: 'Make server actions with defineFormAction of app/_server/formAction.ts.',
  },
  {
    selectors: [
      ':not(Program > FunctionDeclaration > BlockStatement) > [directive="use server"]:not(Program > *)',
      'BlockStatement:has(> [directive="use server"]):not(:has(> [directive="use server"]:first-child + ReturnStatement:last-child[argument.callee.name="runFormAction"]))',
    ],
    message: 'An inline action is a function of its file that returns runFormAction(…), and nothing else.',
  },
  {
    // Next numbers them, so that the form of an earlier build could call another action.
    selectors: [`${inlineAction} ~ ${inlineAction}`],
    message: 'A file has one inline action at most. Put several into a file of actions.',
  },
].flatMap(({ selectors, message }) => selectors.map((selector) => ({ selector, message })));

const formElements = {
  selector: 'JSXOpeningElement[name.name=/^(form|input|button|select|textarea)$/]',
  message: 'Use the elements of components/ui/form/elements.tsx, which browser extensions may change.',
};

/** Pages and components of your own whose texts are in one language, in the code. */
const untranslated = [];

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
    files: ['app/**/*.{ts,tsx}', 'components/**/*.{ts,tsx}'],
    rules: { 'no-restricted-syntax': ['error', formElements, ...serverActions] },
  },
  {
    files: ['app/**/*.{ts,tsx}', 'components/**/*.{ts,tsx}'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: 'next/navigation',
              importNames: ['notFound'],
              message: 'Redirect to NOT_FOUND_PATH instead.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['app/**/*.{ts,tsx}', 'components/**/*.{ts,tsx}'],
    ignores: untranslated,
    rules: { 'no-restricted-syntax': ['error', formElements, ...serverActions, ...literalTexts] },
  },
  {
    // The sign-in widget is rendered in the browser alone; elements.tsx defines the elements of forms.
    files: ['components/sign-in/**', 'components/ui/form/elements.tsx'],
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
