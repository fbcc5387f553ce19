import type { ReactNode } from 'react';
import type { ActivityEntry, ActivityKind } from '@/config/contracts/activity';
import { Time } from '../ui/Time';
import { deviceName } from '../sessions/deviceName';
import { ActivityIcon } from './ActivityIcon';
import type { LocalDay } from './localDays';
import { useTranslations } from '../ui/translations';

/** Whether this kind of event means that someone else may have had access. */
const isCritical = (kind: ActivityKind): boolean => kind === 'theft_detected' || kind === 'passkey_copied';

interface LineProps {
  kind: ActivityKind | 'failed';
  children: ReactNode;
}

function Line({ kind, children }: LineProps) {
  const grave = kind === 'failed' || isCritical(kind);
  return (
    <li
      className={`event py-3 pe-5 sm:pe-6 ${
        grave ? 'border-s-danger bg-danger-tint border-s-4 ps-4 sm:ps-5' : 'ps-5 sm:ps-6'
      }`}
    >
      <ActivityIcon kind={kind} />
      {children}
    </li>
  );
}

function Entry({ at, kind, browser, system }: ActivityEntry) {
  const t = useTranslations('activity');
  const tSessions = useTranslations('sessions');
  const label = t(`kinds.${kind}`);
  const hasDevice = browser !== null || system !== null;
  const device = deviceName({ browser, system }, tSessions);
  const soft = (text: ReactNode) => <span className="text-soft">{text}</span>;
  return (
    <Line kind={kind}>
      <span className="min-w-0">{hasDevice ? t.rich('withDevice', { label, device, soft }) : label}</span>
      <span className="text-small text-soft">
        <Time at={at} show="time" />
      </span>
    </Line>
  );
}

/** The events of one day, newest first, followed by those of which only the number is kept. */
export function DayCard({ day, at, entries, omitted, failedSignIns }: LocalDay) {
  const t = useTranslations('activity');
  return (
    <section aria-labelledby={`day-${day}`} className="grid grid-cols-1 gap-3">
      <h2 id={`day-${day}`} className="text-small text-soft">
        <Time at={at} show="day" />
      </h2>
      <ul className="card divide-line divide-y overflow-hidden">
        {entries.map((entry, place) => (
          <Entry key={entries.length - place} {...entry} />
        ))}
        {omitted.map(({ kind, count }) => (
          <Line key={kind} kind={kind}>
            <span className="min-w-0">{t('omitted', { label: t(`kinds.${kind}`), count })}</span>
          </Line>
        ))}
        {failedSignIns > 0 && (
          <Line kind="failed">
            <span className="min-w-0">{t('failed', { count: failedSignIns })}</span>
            <span className="text-small text-soft">{t('wrongPassword')}</span>
          </Line>
        )}
      </ul>
    </section>
  );
}
