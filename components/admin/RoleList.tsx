import type { OneUserAnswer } from '@/config/contracts/admin';
import { ADMIN_ROLE } from '@/config/security/roles';
import { SubmitButton } from '../ui/form/SubmitButton';
import { ADMIN_FIELDS } from './adminFields';

interface RoleRowProps {
  role: string;
  has: boolean;
  /** Why it has no button. */
  fixed: string | undefined;
}

function RoleRow({ role, has, fixed }: RoleRowProps) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-8 gap-y-2 px-5 py-3 sm:px-6">
      <span className="min-w-0">
        <span className="font-heading font-bold break-all">{role}</span>
        {has && (
          <span className="rounded-small bg-success-tint text-success text-note ms-3 inline-block px-2 py-0.5 align-middle font-bold">
            Given
          </span>
        )}
        {fixed !== undefined && <span className="text-note text-soft block">{fixed}</span>}
      </span>
      {fixed === undefined && (
        <SubmitButton
          label={has ? 'Take away' : 'Give'}
          about={role}
          pendingLabel={has ? 'Taking…' : 'Giving…'}
          choice={{ name: has ? ADMIN_FIELDS.take : ADMIN_FIELDS.give, value: role }}
          className="button button-small"
        />
      )}
    </li>
  );
}

/** Every role that there is, each with whether a user has it and the button that changes that. */
export function RoleList({ roles, allRoles, self }: Pick<OneUserAnswer, 'roles' | 'allRoles' | 'self'>) {
  const ownAdmin = 'Your own: another administrator can take it from you.';
  return (
    <ul className="divide-line rounded-card border-line bg-surface shadow-low divide-y border">
      {allRoles.map((role) => {
        const has = roles.includes(role);
        return (
          <RoleRow
            key={role}
            role={role}
            has={has}
            fixed={self && has && role === ADMIN_ROLE ? ownAdmin : undefined}
          />
        );
      })}
    </ul>
  );
}
