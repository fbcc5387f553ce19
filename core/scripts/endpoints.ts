import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withEndpoints } from '../test/support/endpointTable.ts';

/** Updates the table of endpoints in README.md. A test fails if it is outdated. */
const readme = join(import.meta.dirname, '..', 'README.md');
writeFileSync(readme, withEndpoints(readFileSync(readme, 'utf8')));
