/** Whether Java's trim removes the character: U+0000 to U+0020. */
const isMargin = (text: string, index: number): boolean => text.charCodeAt(index) <= 0x20;

/** Trims like Java's `String.trim`. */
export function trim(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isMargin(text, start)) start += 1;
  while (end > start && isMargin(text, end - 1)) end -= 1;
  return text.slice(start, end);
}
