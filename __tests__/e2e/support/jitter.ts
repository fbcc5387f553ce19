import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Passes bytes on in their order, each chunk after a while of its own. */
function passOn(from: Socket, to: Socket, delayMs: () => number): void {
  let due = 0;
  const later = (work: () => void) => {
    due = Math.max(due, Date.now() + delayMs());
    setTimeout(work, due - Date.now());
  };
  from.on('data', (chunk) => later(() => to.write(chunk)));
  from.on('close', () => later(() => to.destroy()));
  from.on('error', () => undefined);
}

/**
 * A network that takes a different while for each piece, in front of a port of this machine.
 *
 * @param port where the bytes go
 * @param delayMs how long the next piece takes, in milliseconds
 */
export async function startJitter(port: number, delayMs: () => number) {
  const sockets = new Set<Socket>();
  const server = createServer((browser) => {
    const front = connect(port, '127.0.0.1');
    for (const socket of [browser, front]) sockets.add(socket);
    passOn(browser, front, delayMs);
    passOn(front, browser, delayMs);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
