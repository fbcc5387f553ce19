import { createHash } from 'node:crypto';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CSP_HEADER, pagePolicy } from '../config/security/securityHeaders.ts';
import { EnvError, getEnv } from '../config/env/env.ts';
import { actionKeyEnv } from './action-key.ts';
import { run } from './processes.ts';
import { tool } from './tools.ts';

const pages = join(resolve(import.meta.dirname, '..'), '.next', 'server', 'app');

/** Pages that are only part of other responses, which have a policy. */
const NO_PAGE = '_global-error.html';

/** Hashes of the inline scripts of a page, for a Content-Security-Policy. */
function inlineScripts(html: string): string[] {
  const scripts = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([^]*?)<\/script>/g)];
  return scripts.map(([, text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`);
}

interface PageMeta {
  headers?: Record<string, string>;
}

/**
 * Gives prerendered pages a policy with the hashes of their inline scripts, because a nonce is valid for
 * one request only. Next keeps the headers of a page in a file beside it, and so does Netlify's plugin.
 */
function sealStaticPages(): void {
  for (const file of globSync('**/*.html', { cwd: pages })) {
    if (file === NO_PAGE) continue;
    const metaFile = join(pages, file.replace(/html$/, 'meta'));
    const meta = JSON.parse(readFileSync(metaFile, 'utf8')) as PageMeta;
    const policy = pagePolicy({ scripts: inlineScripts(readFileSync(join(pages, file), 'utf8')) });
    writeFileSync(metaFile, JSON.stringify({ ...meta, headers: { ...meta.headers, [CSP_HEADER]: policy } }));
  }
}

/** Returns the environment of Next's build; undefined if it is invalid, which is reported. */
function readBuildEnv(): Record<string, string> | undefined {
  try {
    return actionKeyEnv(process.env, getEnv().core.apiKey);
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    console.error(error.message);
    return undefined;
  }
}

/** Builds the pages for production and returns the exit code. */
export async function buildApp(): Promise<number> {
  const env = readBuildEnv();
  if (env === undefined) return 1;
  const code = await run(tool('next', ['build']), env);
  if (code === 0) sealStaticPages();
  return code;
}
