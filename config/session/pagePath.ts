/** Returns the path of a page with those query parameters that have a value. */
export function pagePath(path: string, query: Record<string, string | false | undefined>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value) search.set(name, value);
  return search.size === 0 ? path : `${path}?${search.toString()}`;
}
