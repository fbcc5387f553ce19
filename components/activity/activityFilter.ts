import type { ActivityDay, ActivityKind } from '@/config/contracts/activity';

/** Kinds of events that the page shows alone. */
export const ACTIVITY_FILTERS = ['sign-ins', 'changes', 'administration'] as const;

export type ActivityFilter = (typeof ACTIVITY_FILTERS)[number];

/** Query parameter with an {@link ActivityFilter}. */
export const FILTER_PARAM = 'kind';

const FILTER_OF: Record<ActivityKind, ActivityFilter> = {
  signed_in: 'sign-ins',
  new_browser: 'sign-ins',
  passkey_copied: 'sign-ins',
  removed_passkey_refused: 'sign-ins',
  code_refused: 'sign-ins',
  recovery_code_used: 'sign-ins',
  theft_detected: 'sign-ins',
  password_changed: 'changes',
  password_reset: 'changes',
  email_changed: 'changes',
  email_change_cancelled: 'changes',
  sessions_ended: 'changes',
  sign_in_method_added: 'changes',
  sign_in_method_removed: 'changes',
  passkey_added: 'changes',
  passkey_removed: 'changes',
  second_factor_added: 'changes',
  second_factor_removed: 'changes',
  recovery_codes_replaced: 'changes',
  sessions_ended_by_admin: 'administration',
  second_factor_removed_by_admin: 'administration',
  role_given: 'administration',
  role_taken: 'administration',
};

/** Returns the filter that a query names; undefined for all events and for values that are no filter. */
export function toActivityFilter(value: unknown): ActivityFilter | undefined {
  return ACTIVITY_FILTERS.find((filter) => filter === value);
}

const isEmpty = ({ entries, omitted, failedSignIns }: ActivityDay) =>
  entries.length === 0 && omitted.length === 0 && failedSignIns === 0;

/** Returns the days with only the events of a filter, without days that have none. */
export function filterDays(
  days: readonly ActivityDay[],
  filter: ActivityFilter | undefined,
): readonly ActivityDay[] {
  if (filter === undefined) return days;
  const matches = ({ kind }: { kind: ActivityKind }) => FILTER_OF[kind] === filter;
  return days
    .map(({ day, entries, omitted, failedSignIns }) => ({
      day,
      entries: entries.filter(matches),
      omitted: omitted.filter(matches),
      failedSignIns: filter === 'sign-ins' ? failedSignIns : 0,
    }))
    .filter((day) => !isEmpty(day));
}
