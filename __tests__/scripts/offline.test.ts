/** @jest-environment node */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { NETLIFY_OFFLINE, tool } from '../../scripts/tools.ts';

const DEAD = 'http://127.0.0.1:9';

test('netlify-cli does not wait for a proxy that is down', async () => {
  const [node, ...program] = tool('netlify-cli', ['recipes:list', ...NETLIFY_OFFLINE.slice(1)], 'netlify');
  const env = { ...process.env, CI: '1', HTTP_PROXY: DEAD, HTTPS_PROXY: DEAD };
  const { stdout } = await promisify(execFile)(node, program, { env });
  expect(stdout).not.toContain(DEAD);
  expect(stdout).toContain('vscode');
});
