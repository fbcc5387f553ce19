import { getUsersNewestFirst, type User } from 'supertokens-node';
import type * as z from 'zod';
import type { ListedUser, UserListAnswer, userListQuery } from '../../config/contracts/admin.ts';
import { toAsciiDomain, toComparable } from '../../config/rules/emailRule.ts';
import { Refusal } from '../platform/http/refusal.ts';
import { isDecoy } from './isDecoy.ts';

/** Users per page. */
export const PAGE_SIZE = 20;

/** The core returns at most this many results of a search. */
const MAX_FOUND = 1000;

type Known = Pick<User, 'id' | 'emails' | 'timeJoined'>;

export const toListed = ({ id, emails, timeJoined }: Known): ListedUser => ({
  userId: id,
  emails,
  timeJoined,
});

const unknownPage = () =>
  new Refusal(400, 'BAD_REQUEST', 'This page of the list does not exist.', {
    field: 'cursor',
    reason: 'admin.unknownPage',
  });

async function listAllUsers(tenantId: string, cursor: string | undefined): Promise<UserListAnswer> {
  try {
    const { users, nextPaginationToken } = await getUsersNewestFirst({
      tenantId,
      limit: PAGE_SIZE,
      ...(cursor !== undefined && { paginationToken: cursor }),
    });
    return {
      users: users.filter((user) => !isDecoy(user)).map(toListed),
      nextCursor: nextPaginationToken ?? null,
      truncated: false,
    };
  } catch (error) {
    if (error instanceof Error && error.message.includes('invalid pagination token')) throw unknownPage();
    throw error;
  }
}

/** Returns how stored addresses may begin for this search: domains with other letters are stored in ASCII. */
function searchSpellings(typed: string): string[] {
  const text = toComparable(typed);
  const [before, domain, ...more] = text.split('@');
  if (domain === undefined) return [text, toAsciiDomain(text) ?? text];
  return [text, `${before}@${(more.length === 0 ? toAsciiDomain(domain) : undefined) ?? domain}`];
}

/** The core takes % and _ for wildcards, and finds users whose address does not contain the text. */
const isFound = ({ emails }: Known, wanted: string[]): boolean =>
  emails.some((email) => wanted.some((one) => email.startsWith(one) || email.includes(`@${one}`)));

async function search(tenantId: string, typed: string, cursor = '0'): Promise<UserListAnswer> {
  if (!/^\d{1,4}$/.test(cursor)) throw unknownPage();
  const wanted = [...new Set(searchSpellings(typed))];
  const { users } = await getUsersNewestFirst({ tenantId, query: { email: wanted.join(';') } });
  const found = users.filter((user) => isFound(user, wanted) && !isDecoy(user));
  const end = Number(cursor) + PAGE_SIZE;
  return {
    users: found.slice(Number(cursor), end).map(toListed),
    nextCursor: end < found.length ? String(end) : null,
    truncated: users.length >= MAX_FOUND,
  };
}

/** Returns one page of users, or of those whose address, or its part after the @, begins with a text. */
export function listUsers(
  tenantId: string,
  { email, cursor }: z.output<typeof userListQuery>,
): Promise<UserListAnswer> {
  return email === '' ? listAllUsers(tenantId, cursor) : search(tenantId, email, cursor);
}
