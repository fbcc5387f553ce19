import type { Metadata } from 'next';
import { requireActivity } from '@/app/_server/viewer';
import { DayCard } from '@/components/activity/DayCard';
import { PageHeading } from '@/components/ui/PageHeading';
import type { ActivityAnswer } from '@/config/contracts/activity';
import { ACTIVITY_DAYS } from '@/config/rules/limits';

export const metadata: Metadata = { title: 'Recent activity' };

const EMPTY_TEXTS: Record<ActivityAnswer['state'], string> = {
  on: `No activity in the last ${ACTIVITY_DAYS} days.`,
  down: 'Your activity cannot be loaded right now. Try again in a minute.',
  absent: 'This site does not record activity.',
};

/** The recent activity of the account. */
export default async function ActivityPage() {
  const { state, days } = await requireActivity();
  return (
    <>
      <PageHeading title="Recent activity">
        Events of the last {ACTIVITY_DAYS} days. If you don&apos;t recognize one,{' '}
        <a className="text-link" href="/account/sessions">
          sign out of other sessions
        </a>{' '}
        and change your password.
      </PageHeading>
      {days.length === 0 && <p>{EMPTY_TEXTS[state]}</p>}
      {days.map((day) => (
        <DayCard key={day.day} {...day} />
      ))}
    </>
  );
}
