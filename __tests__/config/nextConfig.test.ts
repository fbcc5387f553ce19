import { spawnSync } from 'node:child_process';

test('loads in development without a warning', () => {
  // Next has listeners of its own.
  const program = `
    for (let count = 0; count < 10; count += 1) process.on('exit', () => undefined);
    await import('./next.config.js');
    setImmediate(() => process.exit());`;
  // next-intl does its work once for a process and its children, and Jest has loaded it.
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
    env: { ...process.env, NODE_ENV: 'development', NODE_OPTIONS: '', _NEXT_INTL_COMPILE_MESSAGES: '' },
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([0, '']);
});
