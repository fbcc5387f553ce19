import type { UserDetailsAnswer } from '@/config/contracts/admin';
import { ADMIN_ROLE } from '@/config/security/roles';
import { Badge } from '../ui/Badge';
import { SubmitButton } from '../ui/form/SubmitButton';
import { useTranslations } from '../ui/translations';
import { ADMIN_FIELDS } from './adminFields';

interface RoleRowProps {
  role: string;
  has: boolean;
  /** Why the role cannot be changed here; undefined where it can. */
  fixedReason: string | undefined;
}

function RoleRow({ role, has, fixedReason }: RoleRowProps) {
  const t = useTranslations('admin');
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-8 gap-y-2 px-5 py-3 sm:px-6">
      <span className="min-w-0">
        <bdi className="font-semibold break-all">{role}</bdi>
        {has && <Badge>{t('roles.has')}</Badge>}
        {fixedReason !== undefined && <span className="text-note text-soft block">{fixedReason}</span>}
      </span>
      {fixedReason === undefined && (
        <SubmitButton
          label={has ? t('roles.remove') : t('roles.assign')}
          about={role}
          pendingLabel={has ? t('roles.removing') : t('roles.assigning')}
          choice={{ name: has ? ADMIN_FIELDS.take : ADMIN_FIELDS.give, value: role }}
          className="button button-small"
        />
      )}
    </li>
  );
}

/** All roles, each with a button that assigns it to the user or removes it. */
export function RoleList({
  roles,
  allRoles,
  isSelf,
}: Pick<UserDetailsAnswer, 'roles' | 'allRoles' | 'isSelf'>) {
  const ownAdmin = useTranslations('admin')('refusals.ownRole');
  return (
    <ul className="card divide-line divide-y">
      {allRoles.map((role) => {
        const has = roles.includes(role);
        return (
          <RoleRow
            key={role}
            role={role}
            has={has}
            fixedReason={isSelf && has && role === ADMIN_ROLE ? ownAdmin : undefined}
          />
        );
      })}
    </ul>
  );
}
