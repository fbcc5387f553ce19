/**
 * The thread of the local database, started by database.cjs. Says at which port it listens, then that it has
 * started or what the problem is.
 */
const { createServer } = require('node:net');
const { parentPort, workerData } = require('node:worker_threads');
const { patchLocalDatabase } = require('./database.cjs');

const NetlifyDB = patchLocalDatabase(workerData.folder);
const database = new NetlifyDB({ directory: workerData.own });

const started = database.start();
const server = createServer((socket) => {
  socket.on('error', () => socket.destroy());
  started.then(
    () => database.handleConnection(socket),
    () => socket.destroy(),
  );
});
server.listen(0, '127.0.0.1', () => parentPort.postMessage({ port: server.address().port }));

started.then(
  () => parentPort.postMessage({}),
  (error) => {
    server.close();
    parentPort.postMessage({ problem: error.message });
  },
);

parentPort.once('message', async () => {
  server.close();
  await started.then(
    () => database.stop(),
    () => undefined,
  );
  process.exit();
});
