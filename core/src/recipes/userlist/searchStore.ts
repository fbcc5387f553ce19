import { Query } from '../../db/query.ts';
import type { Tx } from '../../db/query.ts';
import type { Position } from './store.ts';

/**
 * Tags to search for in emails, phone numbers or providers; null for no condition. Tags are LIKE patterns, as
 * in the real core: case-insensitive, with % and _ as wildcards.
 */
export interface SearchTags {
  readonly emails: readonly string[] | null;
  readonly phoneNumbers: readonly string[] | null;
  readonly providers: readonly string[] | null;
}

/** The column that a text comes from. */
export type Kind = 'email' | 'phone' | 'provider';

/** A row of the index, by which a later turn continues. */
export interface IndexKey {
  readonly text: string;
  readonly time_joined: number;
  readonly user_id: string;
  readonly recipe_user_id: string;
}

const MIN_KEY: Omit<IndexKey, 'text'> = { time_joined: -1, user_id: '', recipe_user_id: '' };
const KEY = 'text, time_joined, user_id, recipe_user_id';

/** In the order of KEY. */
const valuesOf = (key: IndexKey) => [key.text, key.time_joined, key.user_id, key.recipe_user_id] as const;

const keyAt = new Query<IndexKey>(
  `SELECT ${KEY} FROM user_search WHERE app_id = ? AND tenant_id = ? AND kind = ? AND (${KEY}) > (?, ?, ?, ?)
     AND text <= ? ORDER BY ${KEY} LIMIT 1 OFFSET ?`,
);

/** A login method has to match all kinds of tags. */
const MATCHES = `(? IS NULL OR EXISTS (
    SELECT 1 FROM json_each(?) tag WHERE m.email LIKE tag.value || '%' OR m.email LIKE '%@' || tag.value || '%'))
  AND (? IS NULL OR EXISTS (SELECT 1 FROM json_each(?) tag WHERE m.phone_number LIKE tag.value || '%'))
  AND (? IS NULL OR EXISTS (SELECT 1 FROM json_each(?) tag WHERE m.third_party_id LIKE tag.value || '%'))`;

const OTHER_KINDS = `(? OR EXISTS (SELECT 1 FROM login_methods m
  WHERE m.app_id = s.app_id AND m.recipe_user_id = s.recipe_user_id AND ${MATCHES}))`;

const matchesUntil = (order: 'ASC' | 'DESC') =>
  new Query<{ user_id: string; time_joined: number }>(
    `SELECT s.user_id, s.time_joined FROM user_search s
     WHERE s.app_id = ? AND s.tenant_id = ? AND s.kind = ? AND (${KEY}) > (?, ?, ?, ?) AND (${KEY}) <= (?, ?, ?, ?)
       AND s.time_joined ${order === 'ASC' ? '<=' : '>='} ? AND s.text LIKE ? || '%' AND ${OTHER_KINDS}
     ORDER BY s.time_joined ${order}, s.user_id DESC LIMIT ?`,
  );
const matches = { ASC: matchesUntil('ASC'), DESC: matchesUntil('DESC') };

const matchesAmong = new Query<{ user_id: string }>(
  `SELECT ids.value AS user_id FROM json_each(?) ids WHERE EXISTS (
     SELECT 1 FROM user_search s CROSS JOIN json_each(?) tag
     WHERE s.app_id = ? AND s.user_id = ids.value AND s.tenant_id = ? AND s.kind = ?
       AND s.text LIKE tag.value || '%' AND ${OTHER_KINDS})`,
);

/** Values of OTHER_KINDS. With one kind, the index has all that is searched for. */
function otherKinds({ emails, phoneNumbers, providers }: SearchTags): (string | number | null)[] {
  const kinds = [emails, phoneNumbers, providers];
  const isOnlyKind = kinds.filter((some) => some !== null).length === 1;
  const lists = kinds.map((some) => (some === null ? null : JSON.stringify(some)));
  return [Number(isOnlyKind), ...lists.flatMap((list) => [list, list])];
}

/** Whose users are searched, and how the result is sorted. */
export interface Searched {
  readonly appId: string;
  readonly tenantId: string;
  readonly tags: SearchTags;
  readonly newestFirst: boolean;
}

/** A part of the index: the texts that begin like a tag, after a key. */
export interface IndexRange {
  readonly kind: Kind;
  readonly tag: string;
  readonly after: IndexKey;
}

/** The text before the first wildcard: texts that match begin with it. */
const literalStart = (tag: string): string => /^[^%_]*/.exec(tag)?.[0] ?? '';

/** Sorts after every text that may match a tag. */
const lastText = (tag: string): string => `${literalStart(tag)}\u{10FFFF}`;

/** All texts that may match a tag. */
export const rangeOf = (kind: Kind, tag: string): IndexRange => ({
  ...{ kind, tag },
  after: { ...MIN_KEY, text: literalStart(tag) },
});

/** A kind of texts, and the tags to search for in it. */
export interface Wanted {
  readonly kind: Kind;
  readonly tags: readonly string[];
}

function wantedKinds({ emails, phoneNumbers, providers }: SearchTags): Wanted[] {
  const kinds = { email: emails, phone: phoneNumbers, provider: providers };
  return Object.entries(kinds).flatMap(([kind, tags]) => (tags === null ? [] : { kind: kind as Kind, tags }));
}

/**
 * Returns the kind to search for: one is enough, because all have to match.
 *
 * @param rows a kind with at most so many rows per tag is preferred
 */
export function chooseKind(tx: Tx, { appId, tenantId, tags }: Searched, rows: number): Wanted {
  const kinds = wantedKinds(tags);
  const isSmall = ({ kind, tags: some }: Wanted) =>
    some.every((tag) => {
      const from = valuesOf(rangeOf(kind, tag).after);
      return keyAt.get(tx, appId, tenantId, kind, ...from, lastText(tag), rows) === undefined;
    });
  const [first = { kind: 'email', tags: [] }] = kinds;
  return kinds.length < 2 ? first : (kinds.find(isSmall) ?? first);
}

interface Part {
  /** How many rows of the index to read. */
  readonly rows: number;
  /** How many users to return. */
  readonly limit: number;
  /** Users who joined after, or before, are not wanted any more. */
  readonly timeLimit: number;
}

/**
 * Reads some rows of an index range.
 *
 * @returns the first of the users among them who match all tags, and the key after which the range continues,
 *   null at its end
 */
export function readIndex(
  tx: Tx,
  { appId, tenantId, tags, newestFirst }: Searched,
  { kind, tag, after }: IndexRange,
  { rows, limit, timeLimit }: Part,
): { found: Position[]; next: IndexKey | null } {
  const from = valuesOf(after);
  const end = lastText(tag);
  const next = keyAt.get(tx, appId, tenantId, kind, ...from, end, rows) ?? null;
  const until = next ?? { ...MIN_KEY, text: end };
  const found = matches[newestFirst ? 'DESC' : 'ASC'].all(
    ...([tx, appId, tenantId, kind, ...from] as const),
    ...[...valuesOf(until), timeLimit, tag, ...otherKinds(tags), limit],
  );
  return { found: found.map((row) => ({ userId: row.user_id, timeJoined: row.time_joined })), next };
}

/** Returns those of the users who match all tags. */
export function filterMatching(
  tx: Tx,
  { appId, tenantId, tags }: Searched,
  wanted: Wanted,
  userIds: readonly string[],
): Set<string> {
  const rows = matchesAmong.all(
    ...([tx, JSON.stringify(userIds), JSON.stringify(wanted.tags), appId, tenantId, wanted.kind] as const),
    ...otherKinds(tags),
  );
  return new Set(rows.map((row) => row.user_id));
}
