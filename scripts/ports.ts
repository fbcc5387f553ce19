import { createServer } from 'node:net';

/** A port that a script was told to use and that another program holds. */
export class PortInUseError extends Error {
  constructor(port: number, purpose: string, option: string) {
    super(
      `Port ${port} (${purpose}) is in use. Stop the program that holds it, or choose another: npm run … -- ${option} ${port + 10}`,
    );
    this.name = 'PortInUseError';
  }
}

function listens(port: number, host: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, host, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });
}

/** Throws PortInUseError unless the port can be bound on this machine's loopback address. */
export async function assertFree(port: number, purpose: string, option: string): Promise<void> {
  const free = await listens(port, '127.0.0.1');
  if (free === undefined) throw new PortInUseError(port, purpose, option);
}

/** A port that is free at the moment of asking. */
export async function freePort(): Promise<number> {
  const port = await listens(0, '127.0.0.1');
  if (port === undefined) throw new Error('This machine has no free port on 127.0.0.1.');
  return port;
}
