/** zod's conversion of schemas to JSON Schema: every schema refers to it, and no function uses it. */
function unavailable(): never {
  throw new Error('JSON Schema is not part of this bundle.');
}

export const createToJSONSchemaMethod = () => unavailable;
export const createStandardJSONSchemaMethod = () => unavailable;

export {
  unavailable as extractDefs,
  unavailable as finalize,
  unavailable as handleUnrepresentable,
  unavailable as initializeContext,
  unavailable as process,
  unavailable as processSchema,
  unavailable as toJSONSchema,
};

export const allProcessors = {};
