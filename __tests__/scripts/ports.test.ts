import { createServer, type AddressInfo } from 'node:net';
import { assertFree, freePort } from '../../scripts/ports.ts';

const close = (server: ReturnType<typeof createServer>) => new Promise((done) => server.close(done));

test.each(['127.0.0.1', '::1', '0.0.0.0', '::'])('detects a server at %s', async (host) => {
  const neighbour = createServer();
  await new Promise<void>((done) => neighbour.listen({ host, port: 0, ipv6Only: host === '::' }, done));
  const { port } = neighbour.address() as AddressInfo;
  await expect(assertFree(port, 'the app', '--port')).rejects.toThrow(
    new RegExp(
      `^Port ${String(port)} \\(the app\\) is in use.*--port ${String(port + (port > 65_525 ? -10 : 10))}$`,
    ),
  );
  await close(neighbour);
  await expect(assertFree(port, 'the app', '--port')).resolves.toBeUndefined();
});

test('ignores a server at another address of this machine', async () => {
  const neighbour = createServer();
  await new Promise<void>((done) => neighbour.listen(0, '127.0.0.2', done));
  const { port } = neighbour.address() as AddressInfo;
  await expect(assertFree(port, 'the app', '--port')).resolves.toBeUndefined();
  await close(neighbour);
});

test('accepts a free port', async () => {
  await expect(assertFree(await freePort(), 'the app', '--port')).resolves.toBeUndefined();
});

test('finds a free port that the system gives to no other socket', async () => {
  const ports = await Promise.all(Array.from({ length: 20 }, freePort));
  expect(ports.filter((port) => port < 20_000 || port >= 32_768)).toEqual([]);
});
