import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** Serves the provider at the port in the argument, on this machine only. */
const port = Number(process.argv[2]);
const issuer = `http://127.0.0.1:${port}`;

type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Time in which the rest of the stack starts. */
const START_MS = 2_000;

/** Loaded after the start, or at an earlier request: it takes longer than all else here. */
async function loadAnswer(): Promise<Answer> {
  const { createProvider } = await import('./provider.ts');
  return createProvider(issuer).callback();
}

let loaded: Promise<Answer> | undefined;
const load = () => (loaded ??= loadAnswer());
// A page of another site could reach this machine under a name of its own.
const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
const server = createServer((request, response) => {
  if (hosts.includes(request.headers.host ?? '')) void load().then((answer) => answer(request, response));
  else response.writeHead(421, { 'content-type': 'text/plain' }).end('Use the address of this machine.\n');
});
server.listen(port, '127.0.0.1');
await once(server, 'listening');
console.log(`OpenID provider ready at ${issuer}`);
setTimeout(() => void load(), START_MS);
