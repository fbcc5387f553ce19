export type Json = string | number | boolean | null | Json[] | JsonObject;

export interface JsonObject {
  [key: string]: Json | undefined;
}

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** JSON that the core itself wrote, read back from a text column. */
export const readJsonObject = (text: string): JsonObject => JSON.parse(text) as JsonObject;
