import { readFileSync } from 'node:fs';
import { parseEnv } from '../../config/env/env.ts';
import { examples } from '../../config/env/envVariables.ts';

/** Variables that Netlify sets, which belong in no file. */
const NETLIFYS = ['URL', 'DEPLOY_PRIME_URL', 'DEPLOY_URL', 'SITE_NAME', 'COMMIT_REF', 'CONTEXT'];

describe('the documents', () => {
  const table = readFileSync('docs/reference/environment.md', 'utf8');
  const example = readFileSync('.env.example', 'utf8');

  it.each([...Object.keys(examples), 'CONTEXT'])('%s is in the table', (variable) => {
    expect(table).toMatch(new RegExp(`^\\|[^|]*\`${variable}\`[^|]*\\|`, 'm'));
  });

  it.each(Object.keys(examples).filter((variable) => !NETLIFYS.includes(variable)))(
    '%s is in .env.example',
    (variable) => {
      expect(example).toMatch(new RegExp(`^# ${variable}=.+$`, 'm'));
    },
  );

  it('every line of .env.example is valid', () => {
    const lines = [...example.matchAll(/^# ([A-Z_]+)=(.+)$/gm)].map(([, name, value]) => [name, value]);
    expect(() => parseEnv(Object.fromEntries(lines) as Record<string, string>)).not.toThrow();
  });
});
