/**
 * A process with what the test files of a Jest run share, one of each per worker: a database in memory, of
 * the kind that `netlify dev` runs, and a mail inbox. Each starts with its first request, and is emptied with
 * the next one, because a worker runs one test file after the other.
 *
 * `GET /database/<worker>` applies the migrations and returns the connection string; `…/empty` applies none,
 * and `…/disconnect` only closes the connections. `GET /inbox/<worker>` returns the ports as JSON.
 */
const { createServer } = require('node:http');
const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { patchLocalDatabase } = require('../../scripts/preload/database.cjs');

const MIGRATIONS = join(__dirname, '..', '..', 'netlify', 'database', 'migrations');

/** What has been started, by worker. */
const databases = new Map();
const inboxes = new Map();

let NetlifyDB;

async function startDatabase() {
  NetlifyDB ??= patchLocalDatabase(':memory:');
  const database = new NetlifyDB();
  return { database, url: await database.start() };
}

/** Returns what is kept for a worker; starts it first if there is nothing. */
function startOnce(kept, worker, start) {
  if (!kept.has(worker)) kept.set(worker, start(worker));
  return kept.get(worker);
}

async function openDatabase(worker, command) {
  const { database, url } = await startOnce(databases, worker, startDatabase);
  if (command === 'disconnect') {
    for (const socket of database.connections) socket.destroy();
    return url;
  }
  await database.reset();
  if (command !== 'empty') await database.applyMigrations(MIGRATIONS);
  return url;
}

const folder = mkdtempSync(join(tmpdir(), 'test-services-'));

async function startMailInbox(worker) {
  const { startMaildev } = await import('./maildev.ts');
  return startMaildev(join(folder, worker));
}

async function openInbox(worker) {
  const { smtpPort, webPort } = await startOnce(inboxes, worker, startMailInbox);
  await fetch(`http://127.0.0.1:${webPort}/api/email/all`, { method: 'DELETE' });
  return JSON.stringify({ smtpPort, webPort });
}

const services = { database: openDatabase, inbox: openInbox };

const server = createServer((request, response) => {
  const [, service, worker, command] = request.url.split('/');
  services[service](worker, command).then(
    (answer) => response.end(answer),
    (error) => response.writeHead(500).end(String(error)),
  );
});
// A database that starts blocks this process for seconds: no connection ends meanwhile because of that.
server.keepAliveTimeout = 0;
server.listen(0, '127.0.0.1', () => process.send(server.address().port));
process.on('disconnect', async () => {
  const started = await Promise.allSettled(inboxes.values());
  await Promise.allSettled(started.map(({ value }) => value?.close()));
  rmSync(folder, { recursive: true, force: true });
  process.exit();
});
