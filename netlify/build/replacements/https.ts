import type { RequestOptions } from 'node:https';

/** Replaces node:https for jose, which fetches keys with it: loaded when there are keys to fetch. */
export const get = (url: string, options: RequestOptions) =>
  process.getBuiltinModule('node:https').get(url, options);
