/**
 * In the place of the parser of connection strings: netlify/platform/store/connection.ts reads the one that
 * there is.
 */
export function parse(): never {
  throw new Error('netlify/platform/store/connection.ts hands the parts of the address over.');
}
