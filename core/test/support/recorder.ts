import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A request and its response. */
export interface RecordedCall {
  readonly method: string;
  /** Includes the query. */
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly status: number;
  readonly answer: string;
}

/** Runs `play` against a proxy of `url` and returns the recorded requests. */
export async function recordCalls(
  core: string,
  play: (url: string) => Promise<unknown>,
): Promise<RecordedCall[]> {
  const calls: RecordedCall[] = [];
  const proxy = createServer((request, response) => {
    const { method = '', url: path = '', headers } = request;
    const passedOn = Object.fromEntries(
      Object.entries(headers).flatMap(([name, value]) =>
        ['cdi-version', 'rid', 'api-key', 'authorization', 'content-type'].includes(name)
          ? [[name, String(value)]]
          : [],
      ),
    );
    void text(request).then(async (body) => {
      const answer = await fetch(core + path, { method, headers: passedOn, ...(body && { body }) });
      const answered = await answer.text();
      calls.push({ method, path, headers: passedOn, body, status: answer.status, answer: answered });
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
      response.end(answered);
    });
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  try {
    await play(`http://127.0.0.1:${String((proxy.address() as AddressInfo).port)}`);
    return calls;
  } finally {
    proxy.closeAllConnections();
    await new Promise((resolve) => proxy.close(resolve));
  }
}
