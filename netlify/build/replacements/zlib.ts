import type { CompressCallback, InputType, ZlibOptions } from 'node:zlib';

/** In place of node:zlib, for jose, which inflates encrypted tokens with it: no token of a session is one. */
export const inflateRaw = (input: InputType, options: ZlibOptions, done: CompressCallback): void =>
  process.getBuiltinModule('node:zlib').inflateRaw(input, options, done);

export const deflateRaw = (input: InputType, done: CompressCallback): void =>
  process.getBuiltinModule('node:zlib').deflateRaw(input, done);
