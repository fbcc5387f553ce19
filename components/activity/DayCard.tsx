import type { ReactNode } from 'react';
import type { ActivityDay, ActivityEntry } from '@/config/contracts/activity';
import { Moment } from '../ui/Time';
import { activityWords, failedInWords, isGrave, moreInWords } from './activityWords';
import { deviceName } from '../sessions/deviceName';

function Line({ grave = false, children }: { grave?: boolean; children: ReactNode }) {
  return (
    <li
      className={`flex flex-wrap items-baseline justify-between gap-x-6 gap-y-0.5 border-l-4 px-5 py-3 sm:px-6 ${
        grave ? 'border-danger bg-danger-tint' : 'border-transparent'
      }`}
    >
      {children}
    </li>
  );
}

function Entry({ at, kind, browser, system }: ActivityEntry) {
  const hasDevice = browser !== null || system !== null;
  return (
    <Line grave={isGrave(kind)}>
      <span className="min-w-0">
        {activityWords[kind]}
        {hasDevice && <span className="text-soft">, {deviceName({ browser, system })}</span>}
      </span>
      <span className="text-small text-soft">
        <Moment at={at} show="time" />
      </span>
    </Line>
  );
}

/** What happened to an account on one day, the newest first, and what is only counted after it. */
export function DayCard({ day, entries, more, failedSignIns }: ActivityDay) {
  return (
    <section aria-labelledby={`day-${day}`} className="grid grid-cols-1 gap-3">
      <h2 id={`day-${day}`} className="text-h3">
        <Moment at={Date.parse(day)} show="day" />
      </h2>
      <ul className="divide-line rounded-card border-line bg-surface shadow-low divide-y overflow-hidden border">
        {entries.map((entry, place) => (
          <Entry key={entries.length - place} {...entry} />
        ))}
        {more.map(({ kind, times }) => (
          <Line key={kind} grave={isGrave(kind)}>
            {moreInWords(kind, times)}
          </Line>
        ))}
        {failedSignIns > 0 && (
          <Line grave>
            {failedInWords(failedSignIns)}
            <span className="text-small text-soft">with a wrong password</span>
          </Line>
        )}
      </ul>
    </section>
  );
}
