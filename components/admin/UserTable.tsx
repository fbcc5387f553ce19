import type { ListedUser } from '@/config/contracts/admin';
import { Code } from '../ui/Code';
import { Time } from '../ui/Time';
import { useTranslations } from '../ui/translations';

const cell = 'px-6 py-4 max-sm:block max-sm:p-0';

function Row({ userId, emails, timeJoined }: ListedUser) {
  const t = useTranslations('admin');
  return (
    <tr className="border-line border-t align-baseline max-sm:grid max-sm:gap-1 max-sm:px-5 max-sm:py-4">
      <th scope="row" className={`${cell} min-w-0 font-normal`}>
        <a
          className="text-link font-semibold wrap-anywhere"
          href={`/admin/users/${encodeURIComponent(userId)}`}
        >
          {emails[0] === undefined ? t('noEmail') : <bdi>{emails[0]}</bdi>}
        </a>
        {emails.length > 1 && (
          <span className="text-soft block wrap-anywhere">
            <bdi>{emails.slice(1).join(', ')}</bdi>
          </span>
        )}
        <span className="block">
          <Code>{userId}</Code>
        </span>
      </th>
      <td className={`${cell} sm:text-end sm:whitespace-nowrap`}>
        <span className="text-soft text-small sm:hidden">{t('columns.joined')} </span>
        <Time at={timeJoined} show="day" />
      </td>
    </tr>
  );
}

/** Users with links to their pages: a table, or cards on narrow screens. */
export function UserTable({ users }: { users: ListedUser[] }) {
  const t = useTranslations('admin');
  return (
    <table className="card w-full border-collapse overflow-hidden text-start max-sm:block">
      <caption className="sr-only">{t('title')}</caption>
      <thead className="bg-sunken text-small max-sm:sr-only">
        <tr>
          <th scope="col" className="px-6 py-3">
            {t('columns.user')}
          </th>
          <th scope="col" className="px-6 py-3 sm:text-end">
            {t('columns.joined')}
          </th>
        </tr>
      </thead>
      <tbody className="max-sm:block">
        {users.map((user) => (
          <Row key={user.userId} {...user} />
        ))}
      </tbody>
    </table>
  );
}
