import 'server-only';
import { redirect } from 'next/navigation';
import {
  ADMIN_FUNCTION,
  oneUserAnswer,
  userListAnswer,
  type OneUserAnswer,
  type UserListAnswer,
} from '@/config/contracts/admin';

import { answerOrLeave, ask } from './viewer';

const USERS = `${ADMIN_FUNCTION}/users`;

/** The 404 page of the users: app/(signed-in)/admin/no-such-user. */
export const NO_SUCH_USER = '/admin/no-such-user';

/** The function's address of one user, or of what is below it. */
export function userFunctionPath(userId: string, ...below: string[]): string {
  return [USERS, ...[userId, ...below].map(encodeURIComponent)].join('/');
}

/** What the list is asked for; both come from the address of the page, as they are. */
interface ListWanted {
  email: string;
  after: string | undefined;
}

type UserList = { status: 'found'; list: UserListAnswer } | { status: 'refused'; message: string };

/** One page of the users, or why there is none. For anybody but an administrator: leaves the page. */
export async function requireUserList({ email, after }: ListWanted): Promise<UserList> {
  const query = new URLSearchParams({
    ...(email !== '' && { email }),
    ...(after !== undefined && { after }),
  });
  const outcome = await ask(`${USERS}?${query.toString()}`, userListAnswer);
  if (outcome.status === 'refused' && outcome.code === 'BAD_REQUEST') {
    return { status: 'refused', message: outcome.message };
  }
  return { status: 'found', list: await answerOrLeave(outcome, ADMIN_FUNCTION) };
}

/** Everything about one user. For anybody but an administrator, and for a user who is none: leaves the page. */
export async function requireOneUser(userId: string): Promise<OneUserAnswer> {
  const outcome = await ask(userFunctionPath(userId), oneUserAnswer);
  if (outcome.status === 'refused' && outcome.code === 'NOT_FOUND') redirect(NO_SUCH_USER);
  return answerOrLeave(outcome, ADMIN_FUNCTION);
}
