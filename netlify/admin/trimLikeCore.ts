/**
 * Trims like the core trims role names: Java's `trim` removes control characters and spaces, but no other
 * white space. A no-break space, for instance, makes a different role.
 */
export function trimLikeCore(text: string): string {
  const isMargin = (index: number) => text.charCodeAt(index) <= 0x20;
  let start = 0;
  let end = text.length;
  while (start < end && isMargin(start)) start += 1;
  while (end > start && isMargin(end - 1)) end -= 1;
  return text.slice(start, end);
}
