import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Jest cannot load the ES modules that the server is made of, so it runs in a process of its own. */
const program = `
import { BlobsServer } from '@netlify/blobs/server';
const server = new BlobsServer({ directory: process.argv[1], token: 'token', onRequest: () => process.send('request') });
const { port } = await server.start();
process.send({ port });
`;

/** Access to a store at a port of this machine, as Netlify hands it to a function. */
export function blobsAccess(port: number): string {
  const url = `http://127.0.0.1:${port}`;
  return Buffer.from(JSON.stringify({ url, url_uncached: url, token: 'token' })).toString('base64');
}

/** The store that netlify-cli runs locally, on a free port and an empty folder. */
export async function startBlobsServer() {
  const directory = mkdtempSync(join(tmpdir(), 'blobs-'));
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, directory], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  let requests = 0;
  const port = await new Promise<number>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The blobs server ended with code ${String(code)}.`)));
    child.on('message', (message) => {
      if (typeof message === 'object' && 'port' in message) resolve(Number(message.port));
      else requests += 1;
    });
  });
  return {
    access: blobsAccess(port),
    requests: () => requests,
    close: () => {
      child.removeAllListeners('exit').kill();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
