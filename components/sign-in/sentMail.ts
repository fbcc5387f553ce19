/** As long as the link in it is good. */
const MEMORY_MS = 24 * 3_600_000;

const KEY = 'verificationMail';

interface SentMail {
  userId: string;
  /** Milliseconds since the epoch. */
  at: number;
}

let here: SentMail | undefined;

function stored(): SentMail | undefined {
  try {
    const { userId, at } = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<SentMail>;
    return typeof userId === 'string' && typeof at === 'number' ? { userId, at } : undefined;
  } catch {
    // Storage may be blocked, or hold what another version of this page wrote.
    return undefined;
  }
}

/**
 * Milliseconds since this browser had a verification mail sent to a user; undefined where it did not, or too long ago.
 * Every page that needs a verified address leads to the screen that sends it, and so does a reload.
 */
export function timeSinceMail(userId: string): number | undefined {
  const last = here ?? stored();
  const since = last?.userId === userId ? Date.now() - last.at : undefined;
  return since !== undefined && since >= 0 && since < MEMORY_MS ? since : undefined;
}

export function rememberMail(userId: string): void {
  here = { userId, at: Date.now() };
  try {
    localStorage.setItem(KEY, JSON.stringify(here));
  } catch {
    // It is remembered until the page is left.
  }
}
