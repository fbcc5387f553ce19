/** The longest waits that are given in seconds, and in minutes. */
const MAX_SECONDS = 120;
const MAX_MINUTES = 120;

/** A wait for a message, in the largest unit that is still precise, rounded up: `90 s`, `15 min`, `24 h`. */
export function toWaitWords(seconds: number): string {
  if (seconds <= MAX_SECONDS) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes <= MAX_MINUTES ? `${minutes} min` : `${Math.ceil(minutes / 60)} h`;
}

/** Says that something was tried too often, and how long to wait: see {@link toWaitWords}. */
export const tooManyTries = (wait: string): string => `Too many attempts. Try again in ${wait}.`;
