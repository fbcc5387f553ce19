import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';

test('each CLI serves the functions from a folder of its own', () => {
  const program = `
    require(${JSON.stringify(resolve('scripts/preload/functions-folder.cjs'))}).serveFunctionsFrom('functions-serve-1');
    import('netlify-cli/dist/utils/functions/functions.js').then((module) =>
      module.getFunctionsServePath({ base: '/project' })).then(console.log);`;
  const output = execFileSync(process.execPath, ['--eval', program], { encoding: 'utf8' });
  expect(output.trim()).toBe(resolve('/project/.netlify/functions-serve-1'));
});
