/**
 * Changes to maildev: what makes it slow to start is loaded when it is used. The first mail that is shown
 * loads jsdom, and nothing in this project loads the server of its MCP tools.
 *
 * @typedef {import('./source-changes.cjs').Change} Change
 */
const SANITIZER = /\/@maildev\/smtp\/dist\/sanitize\.js$/;
const SERVER = /\/@maildev\/api\/dist\/server\.js$/;

/** @type {Change[]} */
const LATE_SANITIZER = [
  { module: SANITIZER, text: "import createDOMPurify from 'dompurify';", replacement: '' },
  {
    module: SANITIZER,
    text: "import { JSDOM } from 'jsdom';",
    replacement: "import { createRequire } from 'node:module';",
  },
  {
    module: SANITIZER,
    text: "const { window } = new JSDOM('');\nconst DOMPurify = createDOMPurify(window);",
    replacement: `const require = createRequire(import.meta.url);
let purifier;
const purify = () =>
  (purifier ??= require('dompurify')(new (require('jsdom').JSDOM)('').window));`,
  },
  { module: SANITIZER, text: 'return DOMPurify.sanitize(', replacement: 'return purify().sanitize(' },
];

const MCP_IMPORTS = [
  "import { Server as MCPServer } from '@modelcontextprotocol/sdk/server/index.js';",
  "import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';",
  "import { isInitializeRequest } from '@modelcontextprotocol/sdk/types.js';",
  "import { registerMCPHandlers } from '@maildev/mcp';",
];

/** `import { a as b } from 'c';` as a statement that assigns what is imported to a variable. */
const toAssignment = (text) =>
  text.replace(
    /^import (\{.*\}) from ('.*');$/,
    (_, names, name) => `(${names.replaceAll(' as ', ': ')} = await import(${name}));`,
  );

/** @type {Change[]} */
const LATE_MCP = [
  ...MCP_IMPORTS.map((text) => ({ module: SERVER, text, replacement: '' })),
  {
    module: SERVER,
    text: 'this.app.post(`${basePath}/mcp`, async (request, reply) => {',
    replacement: `let MCPServer, StreamableHTTPServerTransport, isInitializeRequest, registerMCPHandlers;
this.app.post(\`\${basePath}/mcp\`, async (request, reply) => {
${MCP_IMPORTS.map(toAssignment).join('\n')}`,
  },
];

module.exports = { LATE_MODULES: [...LATE_SANITIZER, ...LATE_MCP] };
