import { resolve } from 'node:path';

/** The least that Next can be: what `npm run bench` holds the pages of the product against. */
const config = { turbopack: { root: resolve(import.meta.dirname, '../../..') } };

export default config;
