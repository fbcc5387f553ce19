/** A user who started a sign-in elsewhere may have to find a phone and a password first. */
export const FLOW_LIFETIME_MS = 10 * 60_000;

/** For all requests to a provider in one request of ours, whose remaining time the core needs. */
const PROVIDER_TIMEOUT_MS = 2500;

/** Calls a provider within its time; the signal aborts then. */
export async function withProviderTimeout<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), PROVIDER_TIMEOUT_MS);
  try {
    return await work(controller.signal);
  } finally {
    clearTimeout(timer);
  }
}
