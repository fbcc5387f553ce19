import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

interface Manifest {
  node: Record<string, { filename: string; exportedName: string; workers: Record<string, unknown> }>;
  encryptionKey: string;
}

const readManifest = () =>
  JSON.parse(readFileSync('.next/server/server-reference-manifest.json', 'utf8')) as Manifest;

/** Next names inline actions by their number in the file. A page has one at most. */
const isInline = (exportedName: string) => exportedName.startsWith('$$');

/** The server actions of Next's build, each with the path of a page that has it. */
export function serverActions(): { id: string; name: string; page: string }[] {
  return Object.entries(readManifest().node).map(([id, { exportedName, workers }]) => {
    const [module = ''] = Object.keys(workers);
    const page = module.replace(/^app|\/\([^)]*\)|\/page$/g, '');
    return { id, name: isInline(exportedName) ? `the action of ${page}` : exportedName, page };
  });
}

/** The ids of the server actions in Next's build, and the ids that decision 036 derives. */
export function serverActionIds(key: string): { built: string[]; derived: string[]; key: string } {
  const manifest = readManifest();
  const built = Object.keys(manifest.node);
  const derived = Object.entries(manifest.node).map(([id, { filename, exportedName }]) => {
    const hash = createHash('sha1').update(`${key}${filename}:${exportedName}`).digest('hex');
    return id.slice(0, 2) + hash;
  });
  return { built, derived, key: manifest.encryptionKey };
}
