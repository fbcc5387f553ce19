/**
 * Lines of netlify-cli that are of no use to developers: its spinner, and failed downloads without internet.
 */
const NOISE = [
  /Waiting for #custom dev server to be ready/,
  /Ignored general context env var/,
  /could not fetch latest plugins list/i,
  /^\s*fetch failed$/,
  /^\(node:\d+\) \[DEP\d+\]/,
  /^\(Use `node --trace-deprecation/,
  /^\s*$/,
];

/** Escape sequences of a terminal, and the zero-width spaces of the CLI. */
const DECORATION = /\u001b\[[0-9;]*[A-Za-z]|\u200b/g;

/** Whether a line of netlify-cli or its children is of use to a developer. */
export function isWorthReading(line: string): boolean {
  const bare = line.replace(DECORATION, '');
  return !NOISE.some((pattern) => pattern.test(bare));
}
