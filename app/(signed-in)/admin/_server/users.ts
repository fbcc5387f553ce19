import 'server-only';
import { redirect } from 'next/navigation';
import {
  ADMIN_FUNCTION,
  userDetailsAnswer,
  userListAnswer,
  type UserDetailsAnswer,
  type UserListAnswer,
} from '@/config/contracts/admin';
import { refusalText } from '@/app/_server/refusalText';
import { answerOrRedirect, queryFunction } from '@/app/_server/viewer';

const USERS = `${ADMIN_FUNCTION}/users`;

/** The 404 page of the users: app/(signed-in)/admin/no-such-user. */
export const NO_SUCH_USER = '/admin/no-such-user';

/** Returns the path of a user in the admin function, with optional segments below it. */
export function userFunctionPath(userId: string, ...below: string[]): string {
  return [USERS, ...[userId, ...below].map(encodeURIComponent)].join('/');
}

/** Query of the user list, unchanged from the URL of the page. */
interface UserListQuery {
  email: string;
  cursor: string | undefined;
}

type UserList = { status: 'found'; list: UserListAnswer } | { status: 'refused'; message: string };

/** Returns one page of users, or why the query was refused. Redirects users who are not administrators. */
export async function requireUserList({ email, cursor }: UserListQuery): Promise<UserList> {
  const query = new URLSearchParams({
    ...(email !== '' && { email }),
    ...(cursor !== undefined && { cursor }),
  });
  const outcome = await queryFunction(`${USERS}?${query.toString()}`, userListAnswer);
  if (outcome.status === 'refused' && outcome.code === 'BAD_REQUEST') {
    return { status: 'refused', message: await refusalText(outcome) };
  }
  return { status: 'found', list: await answerOrRedirect(outcome, ADMIN_FUNCTION) };
}

/** Returns one user. Redirects if that user does not exist, or if the caller is not an administrator. */
export async function requireUserDetails(userId: string): Promise<UserDetailsAnswer> {
  const outcome = await queryFunction(userFunctionPath(userId), userDetailsAnswer);
  if (outcome.status === 'refused' && outcome.code === 'NOT_FOUND') redirect(NO_SUCH_USER);
  return answerOrRedirect(outcome, ADMIN_FUNCTION);
}
