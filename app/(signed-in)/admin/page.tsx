import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { requireUserList } from '@/app/(signed-in)/admin/_server/users';
import { firstValues } from '@/app/_server/firstValues';
import { titleFrom } from '@/app/_server/titleFrom';
import { SearchForm } from '@/components/admin/SearchForm';
import { UserListPages } from '@/components/admin/UserListPages';
import { UserTable } from '@/components/admin/UserTable';
import { FormOutcome } from '@/components/ui/form/FormOutcome';
import { INITIAL_STATE, type FormState } from '@/components/ui/form/formState';
import { PageHeading } from '@/components/ui/PageHeading';
import { useTranslations } from '@/components/ui/translations';

export const generateMetadata = titleFrom('admin');

function EmptyList({ email }: { email: string }) {
  const t = useTranslations('admin');
  if (email === '') return <p>{t('emptyPage')}</p>;
  const query = (text: ReactNode) => (
    <q>
      <bdi>{text}</bdi>
    </q>
  );
  return <p>{t.rich('noneFound', { email, query })}</p>;
}

/** Lists all users, or those that a search finds, page by page. */
export default async function UsersPage({ searchParams }: PageProps<'/admin'>) {
  const t = await getTranslations('admin');
  const { cursor, deleted, email: typed = '' } = firstValues(await searchParams);
  const email = typed.trim();
  const found = await requireUserList({ email, cursor });
  const state: FormState =
    found.status === 'refused'
      ? { status: 'refused', message: found.message, values: {} }
      : deleted === undefined
        ? INITIAL_STATE
        : { status: 'done', message: t('deleted') };
  return (
    <>
      <PageHeading title={t('title')}>{t('lead')}</PageHeading>
      <SearchForm email={email} />
      <FormOutcome state={state} />
      {found.status === 'found' && (
        <>
          {found.list.users.length === 0 ? (
            <EmptyList email={email} />
          ) : (
            <UserTable users={found.list.users} />
          )}
          {found.list.truncated && <p className="text-soft">{t('tooMany')}</p>}
          <UserListPages email={email} nextCursor={found.list.nextCursor} isFirst={cursor === undefined} />
        </>
      )}
    </>
  );
}
