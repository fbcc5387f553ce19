import { join } from 'node:path';
import { run } from '../processes.ts';
import { tool } from '../tools.ts';

/** The folder of the bare Next app that pages and starts are measured against. */
export const BARE_APP = join(import.meta.dirname, 'bare-next');

/** Builds the bare app for production. Returns the exit code. */
export const buildBareApp = (): Promise<number> => run(tool('next', ['build', BARE_APP]));
