import type { Metadata } from 'next';
import { requireUserList } from '@/app/_server/administrator';
import { SearchForm } from '@/components/admin/SearchForm';
import { UserPages } from '@/components/admin/UserPages';
import { UserTable } from '@/components/admin/UserTable';
import { FormOutcome } from '@/components/ui/form/FormOutcome';
import { FRESH, type FormState } from '@/components/ui/form/formState';

export const metadata: Metadata = { title: 'Users' };

const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);

function EmptyList({ email }: { email: string }) {
  return email === '' ? (
    <p>There is nobody on this page.</p>
  ) : (
    <p>
      No address begins with <q>{email}</q>, and none does after its @.
    </p>
  );
}

/** Everybody with an account, page by page, or whom a search finds. */
export default async function UsersPage({ searchParams }: PageProps<'/admin'>) {
  const params = await searchParams;
  const email = one(params.email)?.trim() ?? '';
  const after = one(params.after);
  const found = await requireUserList({ email, after });
  const state: FormState =
    found.status === 'refused'
      ? { status: 'refused', message: found.message, values: {} }
      : params.deleted === undefined
        ? FRESH
        : { status: 'done', message: 'The user is deleted.' };
  return (
    <>
      <div className="grid gap-3">
        <h1 className="text-h1 tracking-tight">Users</h1>
        <p className="text-lead text-soft max-w-2xl">
          Everybody with an account here, who joined last first.
        </p>
      </div>
      <SearchForm email={email} />
      <FormOutcome state={state} />
      {found.status === 'found' && (
        <>
          {found.list.users.length === 0 ? (
            <EmptyList email={email} />
          ) : (
            <UserTable users={found.list.users} />
          )}
          {found.list.cut && (
            <p className="text-soft">
              More were found than can be searched through. Type more of the address.
            </p>
          )}
          <UserPages email={email} next={found.list.next} isFirst={after === undefined} />
        </>
      )}
    </>
  );
}
