/** The query of a page, as Next has it. */
export type PageQuery = Record<string, string | string[] | undefined>;

/** The first value of each parameter. */
export type FirstValues = Record<string, string | undefined>;

/** Returns the first value of each parameter. */
export const firstValues = (query: PageQuery): FirstValues =>
  Object.fromEntries(Object.entries(query).map(([name, value]) => [name, [value].flat()[0]]));
