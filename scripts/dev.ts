import { serveUntilStopped } from './serve.ts';

await serveUntilStopped('dev');
