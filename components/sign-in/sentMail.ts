/** Validity of the link in the mail. */
const REMEMBER_MS = 24 * 3_600_000;

const STORAGE_KEY = 'verificationMail';

interface SentMail {
  userId: string;
  /** Milliseconds since the epoch. */
  at: number;
}

let lastSent: SentMail | undefined;

function readStored(): SentMail | undefined {
  try {
    const { userId, at } = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? '{}') as Partial<SentMail>;
    return typeof userId === 'string' && typeof at === 'number' ? { userId, at } : undefined;
  } catch {
    // Storage may be blocked or hold a value of another version of this page.
    return undefined;
  }
}

/**
 * Returns the milliseconds since this browser sent a verification mail to a user; undefined if it did not, or
 * if the link has expired. Prevents one mail per visit: every page that needs a verified address redirects to
 * the screen that sends it.
 */
export function timeSinceMail(userId: string): number | undefined {
  const last = lastSent ?? readStored();
  const since = last?.userId === userId ? Date.now() - last.at : undefined;
  return since !== undefined && since >= 0 && since < REMEMBER_MS ? since : undefined;
}

export function rememberMail(userId: string): void {
  lastSent = { userId, at: Date.now() };
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(lastSent));
  } catch {
    // Without storage it is remembered until the page is closed.
  }
}
