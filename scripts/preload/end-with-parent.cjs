/**
 * Loaded into all programs that a script starts, and into the scripts (--require): a program ends when the
 * one that started it has ended, however. After a SIGKILL no other process could stop it.
 */
const { readFileSync } = require('node:fs');
const { isMainThread } = require('node:worker_threads');

const CHECK_INTERVAL_MS = 500;

/** Time for the program to end by itself. */
const GRACE_MS = 8_000;

/** Set by scripts/processes.ts for its own child, which may start after its parent has ended. */
const started = process.env.STACK_PARENT_PID;
delete process.env.STACK_PARENT_PID;

const parent = started === undefined ? process.ppid : Number(started);

/**
 * npm runs a script in a shell, which outlives it: [its command, the pid of its parent]; empty if /proc is
 * missing.
 */
function statOf(pid) {
  try {
    const [, command, ppid] = /\((.*)\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    return [command, Number(ppid)];
  } catch {
    return [];
  }
}

function grandparent() {
  const [command, pid] = statOf(parent);
  return /^(?:ba|da|z)?sh$/.test(command ?? '') && process.env.npm_lifecycle_event !== undefined
    ? pid
    : undefined;
}

function exists(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code !== 'ESRCH';
  }
}

function signalAll(signal) {
  // scripts/processes.ts makes its child the leader of a group, which contains all of its descendants.
  const target = started !== undefined && process.platform !== 'win32' ? -process.pid : process.pid;
  try {
    process.kill(target, signal);
  } catch {
    process.kill(process.pid, signal);
  }
}

function watch() {
  const above = grandparent();
  const timer = setInterval(() => {
    const isGone =
      process.ppid !== parent || !exists(parent) || (above !== undefined && statOf(parent)[1] !== above);
    if (!isGone) return;
    clearInterval(timer);
    signalAll('SIGTERM');
    setTimeout(() => signalAll('SIGKILL'), GRACE_MS);
  }, CHECK_INTERVAL_MS);
  timer.unref();
}

if (isMainThread) watch();
