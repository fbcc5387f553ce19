import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withEndpoints } from '../test/support/endpointTable.ts';

/** Brings the table of endpoints in core/README.md in step with the routes; a test asks for it when it is not. */
const readme = join(import.meta.dirname, '..', 'README.md');
writeFileSync(readme, withEndpoints(readFileSync(readme, 'utf8')));
