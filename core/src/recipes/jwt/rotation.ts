import type { Settings } from '../../settings.ts';

/**
 * When dynamic keys sign and when they are published.
 *
 * A key signs for one interval. It is made an overlap before the one before it stops, so that everybody who
 * caches the published keys has it before it signs; and it stays published until the last token that it signed
 * has expired, twice over.
 */
export interface Rotation {
  readonly interval: number;
  readonly overlap: number;
  readonly publishedFor: number;
}

const OVERLAP = 60_000;

/** In the real core's test mode the interval may be shorter than the overlap, which is then a fifth of it. */
export function rotationOf(settings: Settings, testing: boolean): Rotation {
  const interval = settings.dynamicKeyUpdateInterval;
  return {
    interval,
    overlap: testing && interval < OVERLAP ? Math.trunc(interval / 5) : OVERLAP,
    publishedFor: interval + 2 * settings.accessTokenValidity,
  };
}

interface Dated {
  readonly createdAt: number;
}

/** The keys that may still verify a token. */
export const publishedOf = <K extends Dated>(
  keys: readonly K[],
  now: number,
  { publishedFor }: Rotation,
): K[] => keys.filter((key) => key.createdAt + publishedFor >= now);

export const needsNewKey = (
  newest: Dated | undefined,
  now: number,
  { interval, overlap }: Rotation,
): boolean => newest === undefined || now + overlap > newest.createdAt + interval;

/** The key that signs: the newest, unless it is so new that not everybody has it and the one before it may go on. */
export function signingKeyOf<K extends Dated>(
  [newest, before]: readonly K[],
  now: number,
  { interval, overlap }: Rotation,
): K | undefined {
  if (newest === undefined || before === undefined) return newest;
  return newest.createdAt + overlap > now && now < before.createdAt + interval ? before : newest;
}

/** How long the published keys may be cached: until the next one is due. */
export const cacheSeconds = (
  newest: Dated | undefined,
  now: number,
  { interval, overlap }: Rotation,
): number => Math.max(1, Math.trunc(((newest?.createdAt ?? 0) + interval - overlap - now) / 1000));
