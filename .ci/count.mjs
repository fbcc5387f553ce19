/** Adds up the counts that the suites left in test-results/ and prints the closing line of .ci/run. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';

const folder = 'test-results';
const brokenStep = process.argv[2] ?? '';
const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.counts.json')) : [];
const total = { passed: 0, failed: 0, skipped: 0 };
for (const file of files) {
  const counts = JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'));
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped ?? 0;
}
if (brokenStep !== '') console.log(`failed: ${brokenStep}`);
if (brokenStep !== '' && total.failed === 0) total.failed = 1;
if (total.skipped > 0) console.log(`${total.skipped} skipped: they need the local core`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);
