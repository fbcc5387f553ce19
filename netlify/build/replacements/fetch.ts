/** In place of cross-fetch: the SDK asks for it only where the platform has no fetch, and Node has one. */
export default globalThis.fetch;
