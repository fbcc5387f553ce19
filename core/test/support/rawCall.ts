import { connect } from 'node:net';

/** Sends raw bytes. Resolves with the response status, or null if the connection closes without one. */
export function rawCall(url: string, bytes: string | Buffer): Promise<number | null> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    let answer = '';
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => {
      answer += chunk;
    });
    socket.once('close', () => {
      resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]) || null);
    });
    socket.once('error', reject);
    socket.end(bytes);
  });
}
