import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, dirname, join } from 'node:path';

interface Manifest {
  readonly name: string;
  readonly version: string;
}

export interface Registry {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts an npm registry that serves the packages installed in a project, so that npm and npx can install
 * from it without the internet. Packages that are not installed are answered 404.
 *
 * @param project folder that contains `node_modules`
 */
export async function startRegistry(project: string): Promise<Registry> {
  const folders = installedFolders(project);
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '/').slice(1);
    const tarball = /^-\/(.+)\.tgz$/.exec(path)?.[1];
    if (tarball !== undefined) {
      const folder = folders.find((one) => one.endsWith(tarball));
      if (folder === undefined) response.writeHead(404).end();
      else packFolder(folder).pipe(response);
      return;
    }
    const versions = folders.filter((folder) => nameOf(folder) === path);
    if (versions.length === 0) response.writeHead(404).end('{}');
    else response.end(JSON.stringify(packument(path, versions, url(), project)));
  });
  const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: url(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** The folder of every installed package, nested ones included, as npm lists them. */
function installedFolders(project: string): string[] {
  const lock = JSON.parse(readFileSync(join(project, 'node_modules', '.package-lock.json'), 'utf8')) as {
    packages: Record<string, unknown>;
  };
  return Object.keys(lock.packages)
    .filter((path) => path.includes('node_modules/'))
    .map((path) => join(project, path));
}

const nameOf = (folder: string): string =>
  folder.replaceAll('\\', '/').split('node_modules/').at(-1) ?? folder;

function packument(name: string, folders: readonly string[], url: string, project: string): object {
  const versions = folders.map((folder) => {
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
    const tarball = `${url}/-/${encodeURIComponent(folder.slice(project.length + 1))}.tgz`;
    return [manifest.version, { ...manifest, dist: { tarball } }] as const;
  });
  return { name, 'dist-tags': { latest: versions[0]?.[0] }, versions: Object.fromEntries(versions) };
}

/** npm ignores the name of the top folder in a tarball. */
const packFolder = (folder: string) =>
  spawn('tar', ['-czf', '-', '-C', dirname(folder), basename(folder)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  }).stdout;
