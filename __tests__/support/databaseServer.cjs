/**
 * A process with the databases of a Jest run: one per worker, in memory, of the kind that `netlify dev` runs.
 * `GET /<worker>` empties the worker's database, applies the migrations and returns its connection string;
 * `/<worker>/empty` applies no migrations, and `/<worker>/disconnect` only closes the connections.
 */
const { createServer } = require('node:http');
const { join } = require('node:path');
const { patchLocalDatabase } = require('../../scripts/preload/database.cjs');

const MIGRATIONS = join(__dirname, '..', '..', 'netlify', 'database', 'migrations');

const started = new Map();

async function start(NetlifyDB) {
  const database = new NetlifyDB();
  return { database, url: await database.start() };
}

let NetlifyDB;

async function open(worker, command) {
  NetlifyDB ??= patchLocalDatabase(':memory:');
  if (!started.has(worker)) started.set(worker, start(NetlifyDB));
  const { database, url } = await started.get(worker);
  if (command === 'disconnect') {
    for (const socket of database.connections) socket.destroy();
    return url;
  }
  await database.reset();
  if (command !== 'empty') await database.applyMigrations(MIGRATIONS);
  return url;
}

const server = createServer((request, response) => {
  const [, worker, command] = request.url.split('/');
  open(worker, command).then(
    (url) => response.end(url),
    (error) => response.writeHead(500).end(String(error)),
  );
});
// A database that starts blocks this process for seconds: no connection ends meanwhile because of that.
server.keepAliveTimeout = 0;
server.listen(0, '127.0.0.1', () => process.send(server.address().port));
process.on('disconnect', () => process.exit());
