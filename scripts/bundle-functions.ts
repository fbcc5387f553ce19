/**
 * Bundles the functions of a folder into another one, and prints the files that went into them as JSON.
 * Usage: `bundle-functions.ts SOURCE TARGET production|development`.
 */
import * as esbuild from 'esbuild';
import { bundleForDevelopment, bundleFunctions } from '../netlify/build/bundle.ts';

const [source, target, flavor] = process.argv.slice(2);
if (source === undefined || target === undefined)
  throw new Error('usage: bundle-functions.ts SOURCE TARGET production|development');
try {
  const inputs =
    flavor === 'development'
      ? await bundleForDevelopment(source, target)
      : await bundleFunctions(source, target, 'local');
  console.log(JSON.stringify(inputs));
} catch (error) {
  // esbuild has printed the errors of the sources.
  if (!(error instanceof Error && 'errors' in error)) throw error;
  process.exitCode = 1;
}
await esbuild.stop();
