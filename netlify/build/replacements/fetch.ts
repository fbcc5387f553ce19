/** Replaces cross-fetch: the SDK needs it only on platforms without fetch. */
export default globalThis.fetch;
