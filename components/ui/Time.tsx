'use client';

import { use } from 'react';
import { formatRelativeTime, formatTime, type TimeParts } from '@/config/formatTime';
import { LanguageContext } from './Language';
import { TimeSettingsContext } from './TimeZone';

interface TimeProps {
  /** Milliseconds since the epoch. */
  at: number;
  show?: TimeParts;
  /** IANA name; the zone of the user by default. */
  zone?: string;
}

/**
 * A date or time in the time zone and language of the user. One within a day is relative to now, with the
 * exact time on hover and for screen readers. Browsers may format a date a little differently than the
 * server, whose text stays.
 */
export function Time({ at, show = 'both', zone }: TimeProps) {
  const settings = use(TimeSettingsContext);
  const { locale, texts } = use(LanguageContext);
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return <>{texts.time.unknown}</>;
  const exact = formatTime(at, show, zone ?? settings.zone, locale);
  const relative =
    show === 'both' && settings.now !== undefined
      ? formatRelativeTime(at, settings.now, { ...texts.time, locale })
      : undefined;
  return (
    <time dateTime={date.toISOString()} title={relative && exact} suppressHydrationWarning>
      {relative === undefined ? (
        exact
      ) : (
        <>
          <span aria-hidden="true">{relative}</span>
          <span className="sr-only" suppressHydrationWarning>
            {exact}
          </span>
        </>
      )}
    </time>
  );
}
