import { buildApp } from './app-build.ts';

process.exitCode = await buildApp();
