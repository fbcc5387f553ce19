import { globSync, readFileSync } from 'node:fs';

/** Classes of Tailwind for one side of the page, which is the other side in a right-to-left language. */
const PHYSICAL_CLASS = new RegExp(
  [
    String.raw`(?<![\w-])-?(?:scroll-)?(?:m|p)[lr]-(?:\d|\[|px|auto|margin|\()`,
    String.raw`(?<![\w-])-?(?:left|right)-(?:\d|\[|px|auto|full|margin|\()`,
    String.raw`(?<![\w-])(?:text|float|clear)-(?:left|right)(?![\w-])`,
    String.raw`(?<![\w-])border-[lr](?![a-z])`,
    String.raw`(?<![\w-])rounded-(?:[lr]|[tb][lr])(?![a-z])`,
  ].join('|'),
  'g',
);

const PHYSICAL_PROPERTY =
  /(?<![\w-])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)\b|(?:left|right)\s*:|(?:text-align|float|clear)\s*:\s*(?:left|right)\b)/g;

const found = (pattern: RegExp, text: string) => text.match(pattern) ?? [];

test.each(globSync('{app,components}/**/*.tsx'))('%s has no classes for the left or right', (file) => {
  expect(found(PHYSICAL_CLASS, readFileSync(file, 'utf8'))).toEqual([]);
});

test.each([...globSync('{app,public}/**/*.css'), 'netlify/platform/mail/template.ts'])(
  '%s has no properties for the left or right',
  (file) => {
    expect(found(PHYSICAL_PROPERTY, readFileSync(file, 'utf8'))).toEqual([]);
  },
);

test('finds physical classes and properties, and leaves logical ones', () => {
  const classes =
    'sm:ml-2 -mr-px pl-[3px] left-0 -right-3 text-left md:float-right border-l-4 border-r rounded-tl-lg';
  expect(found(PHYSICAL_CLASS, classes)).toHaveLength(classes.split(' ').length);
  const logical =
    'ms-2 pe-4 start-0 text-start border-s-4 rounded-ss-lg border-line rounded-large mr place-items-left';
  expect(found(PHYSICAL_CLASS, logical)).toEqual([]);
  const properties = 'a{margin-left:1px;right: 0;text-align: left;float:right}';
  expect(found(PHYSICAL_PROPERTY, properties)).toHaveLength(4);
  expect(found(PHYSICAL_PROPERTY, 'a{margin-inline-start:1px;inset-inline-end:0;text-align:start}')).toEqual(
    [],
  );
});
