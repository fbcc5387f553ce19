import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** Passes chunks on in order, each after its own delay. */
function passOn(from: Socket, to: Socket, delayMs: () => number): void {
  let passed = Promise.resolve();
  const later = (work: () => void) => {
    const due = Date.now() + delayMs();
    passed = passed.then(() => delay(Math.max(0, due - Date.now()))).then(work);
  };
  from.on('data', (chunk) => later(() => to.write(chunk)));
  from.on('end', () => later(() => to.end()));
  from.on('error', () => to.destroy());
}

/**
 * Starts a proxy to a port of this machine that delays each chunk differently.
 *
 * @param port the target port
 * @param delayMs returns the delay of the next chunk, in milliseconds
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
