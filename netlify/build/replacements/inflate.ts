/** Called with `new`, as the SDK does. */
function Inflate(): never {
  throw new Error('Compressed request bodies are not supported in a Netlify function.');
}

/**
 * Replaces pako: the SDK inflates request bodies with it in frameworks that pass a stream. Netlify passes
 * text, so this is never called.
 */
const pako = { Inflate };

export default pako;
