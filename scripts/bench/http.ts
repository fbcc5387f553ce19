import { Agent, request, type IncomingHttpHeaders } from 'node:http';

export interface Timed {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** Milliseconds from the request to the first byte of the body. */
  ttfb: number;
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

interface Call {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** Sends a request over a kept-alive connection, uncompressed. Rejects without a response within 30 s. */
export function timed(url: string, { method = 'GET', headers = {}, body }: Call = {}): Promise<Timed> {
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const outgoing = request(
      url,
      { agent, method, headers: { 'accept-encoding': 'identity', ...headers } },
      (answer) => {
        const chunks: Buffer[] = [];
        let ttfb: number | undefined;
        answer.on('data', (chunk: Buffer) => {
          ttfb ??= performance.now() - startedAt;
          chunks.push(chunk);
        });
        answer.once('error', reject);
        answer.once('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            body: Buffer.concat(chunks),
            ttfb: ttfb ?? performance.now() - startedAt,
          }),
        );
      },
    );
    outgoing.setTimeout(30_000, () => outgoing.destroy(new Error(`${url} did not answer`)));
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}

/** Times to first byte of `count` sequential requests, after a warm-up. Throws if one is not answered 200. */
export async function ttfbSamples(
  url: string,
  headers: Record<string, string>,
  count: number,
): Promise<number[]> {
  const samples: number[] = [];
  for (let i = -20; i < count; i++) {
    const { status, ttfb } = await timed(url, { headers });
    if (status !== 200) throw new Error(`${url} answered ${status}`);
    if (i >= 0) samples.push(ttfb);
  }
  return samples;
}

/** What several clients that ask as fast as they get responses measure. */
export interface Load {
  /** Times to first byte, in milliseconds. */
  ttfbs: number[];
  /** How long all of it took, in milliseconds. */
  durationMs: number;
}

/** Sends `count` requests by `clients` at the same time. Throws if one is not answered 200. */
export async function loadOf(
  url: string,
  headers: Record<string, string>,
  { clients, count }: { clients: number; count: number },
): Promise<Load> {
  const ttfbs: number[] = [];
  let left = count;
  const startedAt = performance.now();
  const client = async () => {
    while (left-- > 0) {
      const { status, ttfb } = await timed(url, { headers });
      if (status !== 200) throw new Error(`${url} answered ${status}`);
      ttfbs.push(ttfb);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return { ttfbs, durationMs: performance.now() - startedAt };
}
