import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { CDI_VERSIONS, readCoreConfig } from '#core';

const settings = z.object({
  services: z.object({ core: z.object({ environment: z.record(z.string(), z.string()) }) }),
});

const compose = settings.parse(parse(readFileSync('docs/deploy/compose.yaml', 'utf8'), { merge: true }));

/** Settings of the core itself, as in config.yaml; variables get a value. */
const configured = Object.entries(compose.services.core.environment)
  .filter(([name]) => !name.startsWith('POSTGRESQL_'))
  .map(([name, value]) => [name.toLowerCase(), value.startsWith('$') ? 'k'.repeat(20) : value] as const);

test('compose.yaml configures the core with settings that it knows, and values that it accepts', () => {
  const values = readCoreConfig(Object.fromEntries(configured));
  expect(values.get('access_token_validity')).toBe(15 * 60);
  expect(values.get('refresh_token_validity')).toBe(30 * 24 * 60);
  expect(values.get('api_keys')).not.toBeNull();
});

test('compose.yaml is checked against the newest CDI of the local core', () => {
  expect(CDI_VERSIONS.at(-1)).toBe('5.4');
});
