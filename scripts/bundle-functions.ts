/** Bundles the functions of a folder into another one, and prints the files that went into them as JSON. */
import * as esbuild from 'esbuild';
import { bundleFunctions } from '../netlify/build/bundle.ts';

const [source, target] = process.argv.slice(2);
if (source === undefined || target === undefined) throw new Error('usage: bundle-functions.ts SOURCE TARGET');
const inputs = await bundleFunctions(source, target, 'local');
await esbuild.stop();
console.log(JSON.stringify(inputs));
