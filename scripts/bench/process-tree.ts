import { readdirSync, readFileSync } from 'node:fs';

/** Ticks per second of /proc, on all systems that have it. */
const TICKS_PER_SECOND = 100;

const KIB_PER_MIB = 1024;

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // The process has ended meanwhile.
    return '';
  }
}

/** The fields of /proc/PID/stat after the command, which may contain spaces. */
const statOf = (pid: number): string[] => {
  const stat = read(`/proc/${pid}/stat`);
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
};

/** A process and all of its descendants. Empty without /proc. */
function processTree(root: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (pid > 0) parents.set(pid, Number(statOf(pid)[1]));
  }
  const tree = [root];
  for (const pid of tree) for (const [child, parent] of parents) if (parent === pid) tree.push(child);
  return tree;
}

/** Processor time of a tree in seconds, with that of its children that have ended. */
export function processorSeconds(root: number): number {
  const ticks = processTree(root).flatMap((pid) => statOf(pid).slice(11, 15).map(Number));
  return ticks.reduce((sum, value) => sum + value, 0) / TICKS_PER_SECOND;
}

/** Memory of a tree in MiB: pages that several processes share count once (PSS). */
export function memoryMiB(root: number): number {
  const kib = processTree(root).map((pid) =>
    Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0),
  );
  return kib.reduce((sum, value) => sum + value, 0) / KIB_PER_MIB;
}
