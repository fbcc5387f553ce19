import { StartError } from './errors.ts';

/** The first version with node:sqlite and without a flag for it. Equal to `engines` in package.json. */
const MIN_MAJOR = 22;
const MIN_MINOR = 13;

/** Throws StartError if this version of Node cannot run the core. */
export function refuseOldNode(version: string): void {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > MIN_MAJOR || (major === MIN_MAJOR && minor >= MIN_MINOR)) return;
  throw new StartError(
    'NODE_TOO_OLD',
    `This core needs Node ${MIN_MAJOR}.${MIN_MINOR} or newer, because it uses node:sqlite. This is Node ${version}.`,
  );
}
