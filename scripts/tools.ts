import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');

/** A program that is not installed. */
export class ToolError extends Error {
  override name = 'ToolError';
}

function programsOf(folder: string): string | Record<string, string> | undefined {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) return undefined;
  return (JSON.parse(readFileSync(file, 'utf8')) as { bin?: string | Record<string, string> }).bin;
}

/**
 * Returns the command line of a program from an npm package, run by this Node: the shims in node_modules/.bin
 * are shell scripts or .cmd files, which Windows does not start without a shell.
 *
 * @param name of the program if the package has several, or if it differs from the package's
 * @throws ToolError if the package or the program is not installed
 */
export function tool(
  packageName: string,
  args: readonly string[],
  name = packageName,
): [string, ...string[]] {
  const folder = join(root, 'node_modules', packageName);
  const bin = programsOf(folder);
  const file = typeof bin === 'string' ? bin : bin?.[name];
  if (file === undefined) throw new ToolError(`${packageName} is not installed completely. Run \`npm ci\`.`);
  return [process.execPath, join(folder, file), ...args];
}

/**
 * Options of netlify-cli for commands that need no account. From HTTP_PROXY or HTTPS_PROXY the CLI takes a
 * proxy for calls of its API, and ends where that does not answer; offline it makes no calls. Functions and
 * plugins read these variables themselves.
 */
export const NETLIFY_OFFLINE = ['--offline', '--http-proxy='] as const;
