import type { Metadata } from 'next';
import { requireActivity } from '@/app/_server/viewer';
import { DayCard } from '@/components/activity/DayCard';
import type { ActivityAnswer } from '@/config/contracts/activity';

export const metadata: Metadata = { title: 'Recent activity' };

const missing: Record<ActivityAnswer['state'], string> = {
  on: 'Nothing has happened in the last 60 days.',
  down: 'The record cannot be read at the moment. Nothing of it is lost: please look again in a minute.',
  absent: 'This site keeps no record of what happens.',
};

/** What happened to your account, kept so that nobody but time can push it out. */
export default async function ActivityPage() {
  const { state, days } = await requireActivity();
  return (
    <>
      <div className="grid gap-3">
        <h1 className="text-h1 tracking-tight">Recent activity</h1>
        <p className="text-lead text-soft max-w-2xl">
          What happened to your account in the last 60 days. If something was not you,{' '}
          <a className="text-link" href="/account/sessions">
            end your other sessions
          </a>{' '}
          and change your password.
        </p>
      </div>
      {days.length === 0 && <p>{missing[state]}</p>}
      {days.map((day) => (
        <DayCard key={day.day} {...day} />
      ))}
    </>
  );
}
