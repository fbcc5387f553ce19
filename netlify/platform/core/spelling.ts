/**
 * Trims as the core trims the names of roles: Java's `trim`, which takes control characters and spaces and leaves other
 * white space, a no-break space for instance, which makes another role.
 */
export function trimLikeCore(text: string): string {
  const isMargin = (index: number) => text.charCodeAt(index) <= 0x20;
  let start = 0;
  let end = text.length;
  while (start < end && isMargin(start)) start += 1;
  while (end > start && isMargin(end - 1)) end -= 1;
  return text.slice(start, end);
}
