import type { UserDetailsAnswer } from '@/config/contracts/admin';
import { ADMIN_ROLE } from '@/config/security/roles';
import { Badge } from '../ui/Badge';
import { ConfirmDialog } from '../ui/ConfirmDialog';
import { SubmitButton } from '../ui/form/SubmitButton';
import { useTranslations } from '../ui/translations';
import { ADMIN_FIELDS } from './adminFields';

interface RoleRowProps {
  role: string;
  has: boolean;
  /** Why the role cannot be changed here; undefined where it can. */
  fixedReason: string | undefined;
}

/** Assigns the role at once, unless it is that of administrators; asks before it removes one. */
function RoleButton({ role, has }: Pick<RoleRowProps, 'role' | 'has'>) {
  const t = useTranslations('admin');
  const submit = {
    label: has ? t('roles.remove') : t('roles.assign'),
    about: role,
    pendingLabel: has ? t('roles.removing') : t('roles.assigning'),
    choice: { name: has ? ADMIN_FIELDS.take : ADMIN_FIELDS.give, value: role },
    className: 'button button-small',
  };
  if (!has && role !== ADMIN_ROLE) return <SubmitButton {...submit} />;
  return (
    <ConfirmDialog
      {...submit}
      title={has ? t('roles.removeTitle') : t('roles.adminTitle')}
      subject={role}
      text={has ? t('roles.removeText') : t('roles.adminText')}
    />
  );
}

function RoleRow({ role, has, fixedReason }: RoleRowProps) {
  const t = useTranslations('admin');
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-8 gap-y-2 px-5 py-3 sm:px-6">
      <span className="flex min-w-0 flex-wrap items-center gap-x-3">
        <bdi className="font-semibold break-all">{role}</bdi>
        {has && <Badge>{t('roles.has')}</Badge>}
        {fixedReason !== undefined && <small className="text-note text-soft basis-full">{fixedReason}</small>}
      </span>
      {fixedReason === undefined && <RoleButton role={role} has={has} />}
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
