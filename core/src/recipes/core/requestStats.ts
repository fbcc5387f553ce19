import type { Clock } from '../../clock.ts';

const SECOND_MS = 1000;
const SECONDS_OF_MINUTE = 60;
const MINUTES_OF_DAY = 24 * 60;

interface MinuteCount {
  total: number;
  second: number;
  inSecond: number;
  peak: number;
}

/** Values per minute of the last 24 hours, oldest first; -1 for minutes before counting began. */
export interface DayOfRequests {
  readonly atMinute: number;
  readonly averageRequestsPerSecond: readonly number[];
  readonly peakRequestsPerSecond: readonly number[];
}

/** Counts requests per app in memory. Counts are lost when the core stops. */
export class RequestStats {
  readonly #clock: Clock;
  readonly #apps = new Map<string, { since: number; minutes: Map<number, MinuteCount> }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  count(appId: string): void {
    const second = Math.floor(this.#clock.now() / SECOND_MS);
    const minute = Math.floor(second / SECONDS_OF_MINUTE);
    const { minutes } = this.#app(appId, minute);
    let counted = minutes.get(minute);
    if (counted === undefined) {
      counted = { total: 0, second, inSecond: 0, peak: 0 };
      minutes.set(minute, counted);
      forgetBefore(minutes, minute - MINUTES_OF_DAY);
    }
    counted.inSecond = counted.second === second ? counted.inSecond + 1 : 1;
    counted.second = second;
    counted.total += 1;
    counted.peak = Math.max(counted.peak, counted.inSecond);
  }

  of(appId: string): DayOfRequests {
    const atMinute = Math.floor(this.#clock.now() / SECOND_MS / SECONDS_OF_MINUTE);
    const { since, minutes } = this.#app(appId, atMinute);
    const day = Array.from({ length: MINUTES_OF_DAY }, (_, index) => atMinute - MINUTES_OF_DAY + index);
    const valueOf = (minute: number, read: (counted: MinuteCount) => number): number => {
      const counted = minutes.get(minute);
      if (counted !== undefined) return read(counted);
      return minute < since ? -1 : 0;
    };
    return {
      atMinute,
      averageRequestsPerSecond: day.map((minute) =>
        valueOf(minute, ({ total }) => total / SECONDS_OF_MINUTE),
      ),
      peakRequestsPerSecond: day.map((minute) => valueOf(minute, ({ peak }) => peak)),
    };
  }

  forget(appId: string): void {
    this.#apps.delete(appId);
  }

  #app(appId: string, minute: number) {
    const found = this.#apps.get(appId) ?? { since: minute, minutes: new Map<number, MinuteCount>() };
    this.#apps.set(appId, found);
    return found;
  }
}

/** Minutes are inserted in ascending order, so the oldest come first. */
function forgetBefore(minutes: Map<number, MinuteCount>, first: number): void {
  for (const minute of minutes.keys()) {
    if (minute >= first) return;
    minutes.delete(minute);
  }
}
