'use client';

import { createContext, type ReactNode } from 'react';
import { useTimeZoneCookie } from './useTimeZoneCookie';

interface TimeSettings {
  /** IANA name of the time zone. */
  zone: string;
  /** When the page was rendered, in milliseconds since the epoch; undefined shows no relative times. */
  now: number | undefined;
}

export const TimeSettingsContext = createContext<TimeSettings>({ zone: 'UTC', now: undefined });

interface TimeZoneProviderProps {
  /** The zone of the cookie; undefined on the first visit, which shows UTC. */
  zone: string | undefined;
  /** When the page was rendered, in milliseconds since the epoch. */
  now: number;
  children: ReactNode;
}

/** Gives the times below the zone of the user, and keeps the zone of the browser for the next page. */
export function TimeZoneProvider({ zone, now, children }: TimeZoneProviderProps) {
  useTimeZoneCookie(zone);
  return <TimeSettingsContext value={{ zone: zone ?? 'UTC', now }}>{children}</TimeSettingsContext>;
}
