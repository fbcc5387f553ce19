import { run } from './processes.ts';
import { tool } from './tools.ts';

process.exitCode = await run(tool('next', ['build']));
