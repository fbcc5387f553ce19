/** The CDI versions that the real core 11.4 accepts, oldest first. */
export const CDI_VERSIONS = [
  ...['2.7', '2.8', '2.9', '2.10', '2.11', '2.12', '2.13', '2.14', '2.15', '2.16', '2.17', '2.18', '2.19'],
  ...['2.20', '2.21', '3.0', '3.1', '4.0', '5.0', '5.1', '5.2', '5.3', '5.4'],
] as const;

/** A served CDI version. Requests and responses follow the newest one; `isAtLeast` guards the differences. */
export type CdiVersion = (typeof CDI_VERSIONS)[number];

export const NEWEST_CDI_VERSION: CdiVersion = '5.4';

const VERSION = /^\d+(\.\d+)*$/;

export const isVersion = (text: string): boolean => VERSION.test(text);

export const findCdiVersion = (text: string): CdiVersion | null =>
  CDI_VERSIONS.find((version) => version === text) ?? null;

export const isAtLeast = (version: CdiVersion, since: CdiVersion): boolean =>
  CDI_VERSIONS.indexOf(version) >= CDI_VERSIONS.indexOf(since);

/** Whether `version` is newer than `other`. Neither needs to be a served version. */
export function isNewer(version: string, other: string): boolean {
  const [parts, others] = [version, other].map((one) => one.split('.').map(Number));
  const length = Math.max(parts?.length ?? 0, others?.length ?? 0);
  for (let place = 0; place < length; place++) {
    const difference = (parts?.[place] ?? 0) - (others?.[place] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
}
