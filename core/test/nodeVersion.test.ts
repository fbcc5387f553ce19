import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { refuseOldNode } from '../src/nodeVersion.ts';

test.each(['18.20.4', '20.19.5', '22.12.0'])('refuses Node %s with the version that is needed', (version) => {
  expect(() => refuseOldNode(version)).toThrow(`needs Node 22.13 or newer, because it uses node:sqlite`);
});

test.each(['22.13.0', '22.20.1', '24.0.0', process.versions.node])('accepts Node %s', (version) => {
  expect(() => {
    refuseOldNode(version);
  }).not.toThrow();
});

test('package.json requires the same version', () => {
  const { engines } = JSON.parse(readFileSync(join(__dirname, '..', 'package.json'), 'utf8')) as {
    engines: { node: string };
  };
  expect(engines.node).toBe('>=22.13');
});
