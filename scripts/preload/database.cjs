/**
 * The local database: `netlify dev` runs PGlite for the functions (@netlify/database-dev). What it lacks is
 * added here, for the CLI by database-worker.cjs and for the tests by __tests__/support/sharedServices.cjs.
 */
const { once } = require('node:events');
const { mkdirSync } = require('node:fs');
const { findPackageJSON } = require('node:module');
const { dirname, join, relative } = require('node:path');
const { Worker } = require('node:worker_threads');

/** The copy that the CLI itself uses. */
function requireDatabaseDev() {
  const names = ['netlify-cli', '@netlify/dev', '@netlify/database-dev'];
  const manifest = names.reduce((from, name) => findPackageJSON(name, from), __filename);
  return require(join(dirname(manifest), require(manifest).main));
}

const MIGRATIONS = join(__dirname, '..', '..', 'netlify', 'database', 'migrations');

const SQLITE_BUSY = 5;

/**
 * PGlite does not lock its folder, and two processes destroy it. The system releases this lock when the
 * process ends.
 */
function lock(folder) {
  mkdirSync(folder, { recursive: true });
  // Loaded here: this file is a part of every program below the CLI.
  const { DatabaseSync } = require('node:sqlite');
  const file = new DatabaseSync(`${folder}.lock`);
  try {
    file.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT');
    return file;
  } catch (error) {
    file.close();
    throw error;
  }
}

/** One line instead of the stack of a WebAssembly module. */
function explain(folder, error) {
  const shown = relative(process.cwd(), folder);
  if ((error?.errcode & 0xff) === SQLITE_BUSY)
    return new Error(`another start uses ${shown}. Stop it, or choose other data with --data`);
  const reason =
    error?.name === 'RuntimeError' ? 'its data is damaged' : String(error?.message).split('\n', 1)[0];
  return new Error(`${shown} cannot be opened: ${reason}. Delete the folder to start with an empty database`);
}

/**
 * Makes each local database apply the migrations when it starts, answer without delay and refuse a folder in
 * use.
 *
 * @param {string | undefined} folder where the data is kept instead of the CLI's own folder; `:memory:` for
 *   nowhere
 */
exports.patchLocalDatabase = (folder) => {
  const { NetlifyDB } = requireDatabaseDev();
  const { start, handleConnection } = NetlifyDB.prototype;
  NetlifyDB.prototype.start = async function () {
    if (folder !== undefined) this.directory = folder === ':memory:' ? undefined : folder;
    try {
      if (this.directory !== undefined) this.lock = lock(this.directory);
      const url = await start.call(this);
      await this.applyMigrations(MIGRATIONS);
      return url;
    } catch (error) {
      throw this.directory === undefined ? error : explain(this.directory, error);
    }
  };
  // Nagle's algorithm and delayed acknowledgements cost 40 ms for each statement.
  NetlifyDB.prototype.handleConnection = function (socket) {
    socket.setNoDelay(true);
    return handleConnection.call(this, socket);
  };
  return NetlifyDB;
};

const onLoopback = (port) => `postgres://postgres@127.0.0.1:${port}/postgres`;

/**
 * Runs the local database of the CLI in a thread. It takes a second to start, in which the CLI can go on:
 * connections that are made meanwhile wait.
 *
 * @param {string | undefined} folder as for {@link patchLocalDatabase}
 * @returns the class that the CLI uses, and whether no database is starting. The CLI starts it before it
 * serves a request.
 */
exports.runDatabaseInThread = (folder) => {
  const { NetlifyDB } = requireDatabaseDev();
  let isStarting = false;
  NetlifyDB.prototype.start = function () {
    const program = join(__dirname, 'database-worker.cjs');
    // Without the preloads of this process.
    const env = { ...process.env, NODE_OPTIONS: '' };
    const worker = new Worker(program, { workerData: { folder, own: this.directory }, env, execArgv: [] });
    this.worker = worker;
    isStarting = true;
    return new Promise((resolve, reject) => {
      worker.once('error', reject);
      worker.on('message', ({ port, problem }) => {
        isStarting = port !== undefined;
        if (port !== undefined) return resolve(onLoopback(port));
        if (problem === undefined) return;
        // Functions then do without a database.
        delete process.env.NETLIFY_DB_URL;
        reject(new Error(problem));
        console.warn(`The local database did not start: ${problem}`);
      });
    });
  };
  NetlifyDB.prototype.stop = async function () {
    const ended = once(this.worker, 'exit');
    this.worker.postMessage('stop');
    await ended;
  };
  return { NetlifyDB, isReady: () => !isStarting };
};
