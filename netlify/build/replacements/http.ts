import type { RequestOptions } from 'node:http';

/** Replaces node:http for jose, which fetches keys with it: loaded when there are keys to fetch. */
export const get = (url: string, options: RequestOptions) =>
  process.getBuiltinModule('node:http').get(url, options);
