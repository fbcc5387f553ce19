import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { timed } from './http.ts';

function attribute(tag: string, name: string): string | undefined {
  const found = new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i').exec(tag);
  return (found?.[1] ?? found?.[2] ?? found?.[3])?.replaceAll('&amp;', '&');
}

/** Scripts that the HTML makes a modern browser load, without `nomodule` ones. */
function scriptsOf(html: string): string[] {
  const scripts = [...html.matchAll(/<script\b[^>]*>/gi)]
    .map(([tag]) => tag)
    .filter((tag) => !/\bnomodule\b/i.test(tag));
  const links = [...html.matchAll(/<link\b[^>]*>/gi)]
    .map(([tag]) => tag)
    .filter((tag) => attribute(tag, 'rel') === 'modulepreload' || attribute(tag, 'as') === 'script');
  return [
    ...scripts.map((tag) => attribute(tag, 'src')),
    ...links.map((tag) => attribute(tag, 'href')),
  ].filter((source) => source !== undefined);
}

/** Scripts that the inline React payload names: client components that the page loads once it runs. */
function hintedScripts(html: string): string[] {
  return [...html.matchAll(/(?:\/_next\/)?static\/chunks\/[\w\-.~%()[\]/]+?\.js/g)].map(([path]) =>
    path.startsWith('/_next/') ? path : `/_next/${path}`,
  );
}

/**
 * KiB of JavaScript that a page makes a browser load, each file gzipped here at level 9, so that servers with
 * and without compression are comparable.
 *
 * @throws Error when a script does not answer 200
 */
export async function scriptWeight(url: string, headers: Record<string, string> = {}): Promise<number> {
  const html = (await timed(url, { headers })).body.toString();
  const urls = new Set([...scriptsOf(html), ...hintedScripts(html)].map((path) => new URL(path, url).href));
  let bytes = 0;
  for (const script of urls) {
    const { status, body } = await timed(script);
    if (status !== 200) throw new Error(`${script} answered ${status}`);
    bytes += gzipSync(body, { level: 9 }).length;
  }
  return bytes / 1024;
}

/**
 * KiB of the largest script of a build that uses passkeys, gzipped at level 9.
 *
 * @param folder the build, `.next`
 * @throws Error if no script uses them
 */
export function passkeyScriptWeight(folder: string): number {
  const sizes = globSync(join(folder, 'static/chunks/**/*.js'))
    .map((file) => readFileSync(file))
    .filter((script) => script.includes('navigator.credentials'))
    .map((script) => gzipSync(script, { level: 9 }).length);
  if (sizes.length === 0) throw new Error(`No script in ${folder} uses passkeys.`);
  return Math.max(...sizes) / 1024;
}
