import type { ActivityKind } from '@/config/contracts/activity';
import { ICON_PATHS } from '../ui/iconPaths';

/** What an event is about. */
const PATHS = {
  enter: 'M14 4h4.5A1.5 1.5 0 0 1 20 5.5v13a1.5 1.5 0 0 1-1.5 1.5H14M4 12h11M11 8l4 4-4 4',
  leave: 'M10 4H5.5A1.5 1.5 0 0 0 4 5.5v13A1.5 1.5 0 0 0 5.5 20H10M9 12h11M16 8l4 4-4 4',
  warning: 'M12 4 2.5 20h19L12 4Zm0 6v5m0 2.5v.5',
  credential: ICON_PATHS.lock,
  mail: ICON_PATHS.envelope,
  factor: 'M12 3l7 3v5c0 4.5-3 8-7 10-4-2-7-5.5-7-10V6l7-3ZM9 12l2 2 4-4',
  user: 'M15.5 8a3.5 3.5 0 1 1-7 0 3.5 3.5 0 0 1 7 0ZM5 20a7 7 0 0 1 14 0',
};

type Subject = keyof typeof PATHS;

/** Icons that point are mirrored where the text runs from right to left. */
const POINTING: readonly Subject[] = ['enter', 'leave'];

const SUBJECTS: Record<ActivityKind, Subject> = {
  signed_in: 'enter',
  new_browser: 'enter',
  password_changed: 'credential',
  password_reset: 'credential',
  email_changed: 'mail',
  email_change_cancelled: 'mail',
  sessions_ended: 'leave',
  sign_in_method_added: 'credential',
  sign_in_method_removed: 'credential',
  passkey_added: 'credential',
  passkey_removed: 'credential',
  passkey_copied: 'warning',
  removed_passkey_refused: 'warning',
  second_factor_added: 'factor',
  second_factor_removed: 'factor',
  code_refused: 'warning',
  recovery_code_used: 'factor',
  recovery_codes_replaced: 'factor',
  theft_detected: 'warning',
  sessions_ended_by_admin: 'leave',
  second_factor_removed_by_admin: 'factor',
  role_given: 'user',
  role_taken: 'user',
};

const idOf = (subject: Subject) => `activity-${subject}`;

/** The drawings of all icons, once per page: a list of events would repeat them in each line. */
export function ActivityIconShapes() {
  return (
    <svg aria-hidden="true" width="0" height="0" className="absolute">
      {Object.entries(PATHS).map(([subject, path]) => (
        <symbol key={subject} id={idOf(subject as Subject)} viewBox="0 0 24 24">
          <path d={path} />
        </symbol>
      ))}
    </svg>
  );
}

/** The icon of an event, whose text is beside it. The page needs {@link ActivityIconShapes}. */
export function ActivityIcon({ kind }: { kind: ActivityKind | 'failed' }) {
  const subject = kind === 'failed' ? 'warning' : SUBJECTS[kind];
  return (
    <svg
      aria-hidden="true"
      className={`text-soft event-icon ${POINTING.includes(subject) ? 'rtl:-scale-x-100' : ''}`}
    >
      <use href={`#${idOf(subject)}`} />
    </svg>
  );
}
