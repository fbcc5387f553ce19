import type { Settings } from '../../settings.ts';

/**
 * The rotation schedule of dynamic keys.
 *
 * A key signs for one interval. It is created before its predecessor stops signing (the overlap), so that
 * clients that cache the published keys know it in time. It stays published for two validity periods of an
 * access token after it has stopped signing.
 */
export interface Rotation {
  readonly interval: number;
  readonly overlap: number;
  readonly publishedFor: number;
}

const OVERLAP = 60_000;

/** In test mode the interval may be shorter than the overlap, which then becomes a fifth of the interval. */
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

/** The keys that can still verify a token. */
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

/** The signing key: the newest one, or its predecessor while clients may not know the newest one yet. */
export function signingKeyOf<K extends Dated>(
  [newest, before]: readonly K[],
  now: number,
  { interval, overlap }: Rotation,
): K | undefined {
  if (newest === undefined || before === undefined) return newest;
  return newest.createdAt + overlap > now && now < before.createdAt + interval ? before : newest;
}

/** Seconds for which clients may cache the published keys: until the next key is due. */
export const cacheSeconds = (
  newest: Dated | undefined,
  now: number,
  { interval, overlap }: Rotation,
): number => Math.max(1, Math.trunc(((newest?.createdAt ?? 0) + interval - overlap - now) / 1000));
