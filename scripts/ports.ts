import { connect, createServer } from 'node:net';

/** A port that a script was told to use but cannot. */
export class PortInUseError extends Error {
  override name = 'PortInUseError';
}

/** Browsers try both for `localhost`, the second one first. */
const LOOPBACK = ['127.0.0.1', '::1'];

const CONNECT_LIMIT_MS = 1000;

type Bound = { port: number } | { code: string };

function bind(port: number, host: string): Promise<Bound> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve({ code: error.code ?? '' }));
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      const bound = typeof address === 'object' && address !== null ? address.port : port;
      server.close(() => resolve({ port: bound }));
    });
  });
}

/** Whether a program responds there: on some systems a socket of all addresses does not prevent others from binding one. */
function accepts(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host, timeout: CONNECT_LIMIT_MS });
    const settle = (isAccepted: boolean) => {
      socket.destroy();
      resolve(isAccepted);
    };
    socket.once('connect', () => settle(true));
    socket.once('timeout', () => settle(false));
    socket.once('error', () => settle(false));
  });
}

/** This machine may have no IPv6. */
const ABSENT = ['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL'];

/**
 * Checks that a port can be listened on, and that no other program responds there on either loopback address.
 *
 * @param purpose what the port is for, for the message
 * @param option the command-line option that chooses another port
 * @throws PortInUseError with one line that says what to do
 */
export async function assertFree(port: number, purpose: string, option: string): Promise<void> {
  const other = `choose another: npm run … -- ${option} ${port < 1024 ? port + 8000 : port > 65_525 ? port - 10 : port + 10}`;
  for (const host of LOOPBACK) {
    const bound = await bind(port, host);
    const code = 'code' in bound ? bound.code : undefined;
    if (code === 'EACCES')
      throw new PortInUseError(`Port ${port} (${purpose}) needs more rights than you have: ${other}`);
    if (code !== undefined && ABSENT.includes(code)) continue;
    if (code !== undefined || (await accepts(port, host))) {
      const where = host === '::1' ? ' on [::1]' : '';
      throw new PortInUseError(
        `Port ${port} (${purpose}) is in use${where}. Stop the program that holds it, or ${other}`,
      );
    }
  }
}

/** Returns a port that is currently free. */
export async function freePort(): Promise<number> {
  const bound = await bind(0, '127.0.0.1');
  if ('code' in bound) throw new Error(`This machine has no free port on 127.0.0.1 (${bound.code}).`);
  return bound.port;
}
