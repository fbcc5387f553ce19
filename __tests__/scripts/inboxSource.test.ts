import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';

const preload = (name: string) => JSON.stringify(resolve('scripts/preload', `${name}.cjs`));

/** Runs a program after the changes to maildev, and returns what it prints. */
function runChanged(program: string): unknown {
  const text = `
    const { LATE_MODULES } = require(${preload('inbox-source')});
    require(${preload('source-changes')}).changeSource('maildev', LATE_MODULES);
    const isLoaded = (name) => Object.keys(require.cache).some((file) => file.includes('/node_modules/' + name + '/'));
    ${program}`;
  return JSON.parse(execFileSync(process.execPath, ['--eval', text], { encoding: 'utf8' }));
}

test('jsdom is loaded when a mail is shown', () => {
  const program = `import('@maildev/smtp').then(({ sanitizeHtml }) => {
    const before = isLoaded('jsdom');
    const html = sanitizeHtml('<p onclick="run()">Hello</p><script>run()</script>');
    console.log(JSON.stringify([before, isLoaded('jsdom'), html]));
  });`;
  expect(runChanged(program)).toEqual([false, true, '<html><head></head><body><p>Hello</p></body></html>']);
});

test('the MCP tools are not loaded with the server', () => {
  const program = `import('@maildev/api').then(() => {
    console.log(JSON.stringify([isLoaded('@modelcontextprotocol/sdk'), isLoaded('fastify')]));
  });`;
  expect(runChanged(program)).toEqual([false, true]);
});
