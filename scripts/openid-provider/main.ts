import { once } from 'node:events';
import { createServer } from 'node:http';
import { createProvider } from './provider.ts';

/** Serves the provider at the port in the argument, on this machine only. */
const port = Number(process.argv[2]);
const issuer = `http://127.0.0.1:${port}`;
const answer = createProvider(issuer).callback();
// A page of another site could reach this machine under a name of its own.
const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
const server = createServer((request, response) => {
  if (hosts.includes(request.headers.host ?? '')) void answer(request, response);
  else response.writeHead(421, { 'content-type': 'text/plain' }).end('Use the address of this machine.\n');
});
server.listen(port, '127.0.0.1');
await once(server, 'listening');
console.log(`OpenID provider ready at ${issuer}`);
