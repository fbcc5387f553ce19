import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import noDebugLogs from '../../scripts/no-debug-logs.cjs';

const sourceOf = (file: string) => readFileSync(join(__dirname, '../../node_modules', file), 'utf8');

/** Only statements: a value that is used elsewhere would be lost. */
const STATEMENT = /\(0,\s*logger_1\.logDebugMessage\)\([^;]*?\);\n/g;

test.each(noDebugLogs.FILES)('%s has no debug messages afterwards, and changes in nothing else', (file) => {
  const source = sourceOf(file);
  const statements = source.match(STATEMENT) ?? [];
  const mentions = source.match(/\blogDebugMessage\b/g) ?? [];
  expect(statements.length).toBeGreaterThan(20);
  expect(statements).toHaveLength(mentions.length);
  expect(noDebugLogs(source)).toBe(source.replace(STATEMENT, 'void 0;\n'));
});

test.each([
  'logger_1.logDebugMessage("a" + next());',
  '(0, logger_1.logDebugMessage)(count++);',
  '(0, logger_1.logDebugMessage)("a".concat(read()));',
  '(0, logger_1.logDebugMessage)((last = "a"));',
  'other();',
])('%s stops the build', (source) => {
  expect(() => noDebugLogs(source)).toThrow('scripts/no-debug-logs.cjs');
});
