import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A project that netlify-cli would look for in another folder. */
export class ProjectRootError extends Error {
  override name = 'ProjectRootError';
}

const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

/**
 * Checks that netlify-cli finds the project. Without a `.git` folder it takes the nearest folder
 * above with a `.git` or a package.json for the project.
 *
 * @throws ProjectRootError with one line that says what to do
 */
export function assertIsProjectRoot(folder: string): void {
  if (isFolder(join(folder, '.git'))) return;
  for (let above = dirname(folder); ; above = dirname(above)) {
    const sign = isFolder(join(above, '.git')) ? '.git' : 'package.json';
    if (existsSync(join(above, sign)))
      throw new ProjectRootError(
        `${folder} has no .git folder, and netlify-cli takes ${above}, which has a ${sign}, for the project. Run \`git init\` here.`,
      );
    if (above === dirname(above)) return;
  }
}
