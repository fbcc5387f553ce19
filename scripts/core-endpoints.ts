import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withEndpoints } from '../__tests__/core/support/endpointTable.ts';

/** Brings the table of endpoints in core/README.md in step with the routes; a test asks for it when it is not. */
const readme = join(import.meta.dirname, '..', 'core', 'README.md');
writeFileSync(readme, withEndpoints(readFileSync(readme, 'utf8')));
