/** Whether Java's trim takes a character away: the control characters and the space, but no other white space. */
const isMargin = (text: string, index: number): boolean => text.charCodeAt(index) <= 0x20;

/** Trims like Java's `String.trim`. */
export function trim(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isMargin(text, start)) start += 1;
  while (end > start && isMargin(text, end - 1)) end -= 1;
  return text.slice(start, end);
}
