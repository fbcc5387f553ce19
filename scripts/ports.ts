import { randomInt } from 'node:crypto';
import { connect, createServer } from 'node:net';

/** A port that a script cannot use, in one line that says what to do. */
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

/**
 * Whether a program responds there: on some systems a socket of all addresses does not prevent others from
 * binding one.
 */
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

/**
 * Below the ports that systems give to sockets without one: Linux from 32768, others from 49152 (RFC 6335).
 */
const [FIRST_PORT, LAST_PORT] = [20_000, 32_767];

const MAX_CANDIDATES = 100;

/**
 * Returns a port that was free at the moment of asking. Another program takes it only if it asks for this
 * very number.
 *
 * @throws PortInUseError if there is none
 */
export async function freePort(): Promise<number> {
  let bound: Bound | undefined;
  for (let count = 0; count < MAX_CANDIDATES; count += 1) {
    bound = await bind(randomInt(FIRST_PORT, LAST_PORT + 1), '127.0.0.1');
    if ('port' in bound) return bound.port;
  }
  const code = bound !== undefined && 'code' in bound ? bound.code : '';
  throw new PortInUseError(`This machine has no free port on 127.0.0.1 (${code}).`);
}
