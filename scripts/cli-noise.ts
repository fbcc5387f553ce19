/**
 * Lines of netlify-cli that say nothing to a developer: its spinner, what it cannot fetch without internet, and two
 * lines for each call of a function, email addresses in the query included. The functions write a line of their own,
 * which has none.
 */
const NOISE = [
  /^Request from \S+: [A-Z]+ \//,
  /^Response with status \d+ in \d+ ms\.$/,
  /Waiting for #custom dev server to be ready/,
  /Ignored general context env var/,
  /could not fetch latest plugins list/i,
  /^\s*fetch failed$/,
  /^\(node:\d+\) \[DEP\d+\]/,
  /^\(Use `node --trace-deprecation/,
  /^\s*$/,
];

/** Escape sequences of a terminal, and the zero-width space that the CLI prints between them. */
const DECORATION = /\u001b\[[0-9;]*[A-Za-z]|\u200b/g;

/** Whether a line that netlify-cli or a program below it printed is worth a developer's attention. */
export function isWorthReading(line: string): boolean {
  const bare = line.replace(DECORATION, '');
  return !NOISE.some((pattern) => pattern.test(bare));
}
