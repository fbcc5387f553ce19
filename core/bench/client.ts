import { Agent, request } from 'node:http';

const TIMEOUT_MS = 30_000;
const agent = new Agent({ keepAlive: true, maxSockets: 64 });

interface Call {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
}

/** Sends a request over a kept-alive connection. Rejects if there is no response within 30 s. */
export function send(
  url: string,
  { method, headers, body }: Call,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { agent, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
      );
    });
    outgoing.setTimeout(TIMEOUT_MS, () => outgoing.destroy(new Error(`${url} did not respond`)));
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}
