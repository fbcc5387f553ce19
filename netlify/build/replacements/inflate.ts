/** Called with `new`, as the SDK does. */
function Inflate(): never {
  throw new Error('Compressed request bodies are not read in a Netlify function.');
}

/**
 * In place of pako: the SDK inflates request bodies with it in frameworks that hand over a stream. Netlify hands over
 * text; nothing reaches this.
 */
const pako = { Inflate };

export default pako;
