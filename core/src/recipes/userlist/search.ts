import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Context } from '../../context.ts';
import type { Database } from '../../db/database.ts';
import { chooseKind, filterMatching, rangeOf, readIndex } from './searchStore.ts';
import type { IndexRange, Searched, Wanted } from './searchStore.ts';
import { comparePositions, listPage } from './store.ts';
import type { Position } from './store.ts';

/** The real core's maximum number of results. */
const MAX_FOUND = 1000;

/** What one turn reads, in some milliseconds. Other requests are answered between two turns. */
const INDEX_ROWS = 10_000;
const LIST_USERS = 2_000;

type Reader = Pick<Context, 'db'>;

/** A search that pauses after each turn. */
type Way = AsyncGenerator<undefined, string[]>;

/** Finds all matches in the index, in turns, and keeps the first thousand users of them. */
async function* searchIndex({ db }: Reader, searched: Searched, wanted: Wanted): Way {
  const compare = comparePositions(searched.newestFirst);
  let found: Position[] = [];
  for (const tag of wanted.tags) {
    for (let range: IndexRange | null = rangeOf(wanted.kind, tag); range !== null;) {
      const part = await readPart(db, searched, range, found[MAX_FOUND - 1]);
      const byId = new Map([...found, ...part.found].map((position) => [position.userId, position]));
      found = [...byId.values()].sort(compare).slice(0, MAX_FOUND);
      range = part.next === null ? null : { ...range, after: part.next };
      if (range !== null) yield;
    }
  }
  return found.map(({ userId }) => userId);
}

/** A user with several matches takes several places, of which there are more then. */
async function readPart(db: Database, searched: Searched, range: IndexRange, last: Position | undefined) {
  const timeLimit = last?.timeJoined ?? (searched.newestFirst ? 0 : Number.MAX_SAFE_INTEGER);
  for (let limit = MAX_FOUND; ; limit *= 2) {
    const options = { rows: INDEX_ROWS, limit, timeLimit };
    const part = await db.read((tx) => readIndex(tx, searched, range, options));
    const users = new Set(part.found.map(({ userId }) => userId));
    if (part.found.length < limit || users.size >= MAX_FOUND) return part;
  }
}

/** Reads all users in their order, in turns, until a thousand match: soon, if many do. */
async function* searchList({ db }: Reader, searched: Searched, wanted: Wanted): Way {
  const { appId, tenantId, newestFirst } = searched;
  const found: string[] = [];
  let from: Position | null = null;
  for (;;) {
    const page = { appId, tenantId, recipeIds: [], newestFirst, from, limit: LIST_USERS + 1 };
    const positions: Position[] = await db.read((tx) => {
      const read = listPage(tx, page);
      const userIds = read.slice(0, LIST_USERS).map(({ userId }) => userId);
      const matching = filterMatching(tx, searched, wanted, userIds);
      found.push(...userIds.filter((userId) => matching.has(userId)));
      return read;
    });
    from = positions[LIST_USERS] ?? null;
    if (from === null || found.length >= MAX_FOUND) return found.slice(0, MAX_FOUND);
    yield;
  }
}

/**
 * Returns the ids of the first thousand users with a login method that matches all kinds of tags. Searches in
 * two ways at the same time, because either may take long: the index where many match, the list where few do.
 */
export async function searchUsers(context: Reader, searched: Searched): Promise<string[]> {
  const wanted = await context.db.read((tx) => chooseKind(tx, searched, INDEX_ROWS));
  const index = searchIndex(context, searched, wanted);
  // A row of the index takes less time than a user of the list.
  const ways = [index, searchList(context, searched, wanted), index];
  for (;;) {
    for (const way of ways) {
      const step = await way.next();
      if (step.done === true) return step.value;
      await nextTurn();
    }
  }
}
