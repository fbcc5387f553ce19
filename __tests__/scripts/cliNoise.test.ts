import { isWorthReading } from '../../scripts/cli-noise.ts';

test.each([
  '\u001b[1G\u001b[33m⠙\u001b[39m Waiting for #custom dev server to be ready on port 41965',
  '\u001b[93mWarning: could not fetch latest plugins list. Plugins versions might not be the latest.\u001b[39m',
  '\u001b[93m\u200b\u001b[39m',
  '(node:10734) [DEP0060] DeprecationWarning: The `util._extend` API is deprecated.',
  '',
])('omits %j', (line) => {
  expect(isWorthReading(line)).toBe(false);
});

test.each([
  '{"requestId":"01","route":"auth/signup","method":"POST","status":200,"durationMs":293,"outcome":"signed_up"}',
  ' GET /session 200 in 124ms (next.js: 14ms, proxy.ts: 4ms, application-code: 105ms)',
  '⨯ Error: fetch failed',
  '\u001b[32m✔\u001b[39m #custom dev server ready on port 41965',
  'APP_NAME must not be longer than 60 characters. Example: APP_NAME=My App',
])('prints %j', (line) => {
  expect(isWorthReading(line)).toBe(true);
});
