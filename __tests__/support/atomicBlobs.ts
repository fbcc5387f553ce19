import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { blobsAccess } from './blobsServer.ts';

const etagOf = (text: string): string => `"${createHash('sha256').update(text).digest('hex').slice(0, 16)}"`;

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

/**
 * What Netlify's store promises and its local server does not keep: reads that tell the version, and
 * conditional writes that are one step. Only what the functions ask for.
 */
export async function startAtomicBlobs() {
  const entries = new Map<string, string>();
  const refusesWrite = ({ headers, url = '' }: IncomingMessage): boolean => {
    const known = entries.get(url);
    if (headers['if-none-match'] === undefined && headers['if-match'] === undefined) return false;
    if (headers['if-none-match'] === '*') return known !== undefined;
    return known === undefined || headers['if-match'] !== etagOf(known);
  };
  const isList = (url: string) => /\/site:[^/]+\/?(\?|$)/.test(url);
  const listOf = (url: string): string => {
    const { pathname, searchParams } = new URL(url, 'http://store');
    const base = `${pathname.replace(/\/$/, '')}/`;
    const keys = [...entries.keys()].filter((key) => key.startsWith(base));
    const named = keys.map((key) => decodeURIComponent(key.slice(base.length)));
    const found = named.filter((key) => key.startsWith(searchParams.get('prefix') ?? ''));
    return JSON.stringify({ blobs: found.map((key) => ({ key, etag: '""', size: 0 })) });
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method, url = '' } = request;
    const text = await bodyOf(request);
    if (method === 'PUT') {
      if (refusesWrite(request)) return void response.writeHead(412).end();
      entries.set(url, text);
      return void response.writeHead(200, { etag: etagOf(text) }).end();
    }
    if (method === 'DELETE') return void response.writeHead(entries.delete(url) ? 204 : 404).end();
    const known = entries.get(url);
    if (known === undefined && isList(url)) return void response.end(listOf(url));
    if (known === undefined) return void response.writeHead(404).end();
    response.writeHead(200, { etag: etagOf(known) }).end(known);
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    access: blobsAccess((server.address() as AddressInfo).port),
    /** Everything that a store holds, names and contents. */
    contents: (name: string) =>
      JSON.stringify([...entries].filter(([key]) => key.includes(`/site:${name}/`))),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
