import type { Metadata } from 'next';
import { requireUserList } from '@/app/(signed-in)/admin/_server/users';
import { SearchForm } from '@/components/admin/SearchForm';
import { UserListPages } from '@/components/admin/UserListPages';
import { UserTable } from '@/components/admin/UserTable';
import { FormOutcome } from '@/components/ui/form/FormOutcome';
import { INITIAL_STATE, type FormState } from '@/components/ui/form/formState';
import { PageHeading } from '@/components/ui/PageHeading';

export const metadata: Metadata = { title: 'Users' };

const firstValue = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);

function EmptyList({ email }: { email: string }) {
  return email === '' ? (
    <p>No users on this page.</p>
  ) : (
    <p>
      No email address or domain begins with <q>{email}</q>.
    </p>
  );
}

/** Lists all users, or those that a search finds, page by page. */
export default async function UsersPage({ searchParams }: PageProps<'/admin'>) {
  const params = await searchParams;
  const email = firstValue(params.email)?.trim() ?? '';
  const cursor = firstValue(params.cursor);
  const found = await requireUserList({ email, cursor });
  const state: FormState =
    found.status === 'refused'
      ? { status: 'refused', message: found.message, values: {} }
      : params.deleted === undefined
        ? INITIAL_STATE
        : { status: 'done', message: 'User deleted.' };
  return (
    <>
      <PageHeading title="Users">All users, newest first.</PageHeading>
      <SearchForm email={email} />
      <FormOutcome state={state} />
      {found.status === 'found' && (
        <>
          {found.list.users.length === 0 ? (
            <EmptyList email={email} />
          ) : (
            <UserTable users={found.list.users} />
          )}
          {found.list.truncated && (
            <p className="text-soft">Too many users match. Type more of the address.</p>
          )}
          <UserListPages email={email} nextCursor={found.list.nextCursor} isFirst={cursor === undefined} />
        </>
      )}
    </>
  );
}
