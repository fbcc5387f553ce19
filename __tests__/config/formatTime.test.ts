import { formatRelativeTime, formatTime } from '../../config/formatTime.ts';
import { toTimeZone } from '../../config/timeZone.ts';

const AT = Date.UTC(2026, 10, 27, 3, 27, 20);

it('makes one formatter for each combination of parts, zone and locale', () => {
  const made = jest.spyOn(Intl, 'DateTimeFormat');
  for (const locale of ['en-GB', 'de-DE'])
    for (const zone of ['Europe/Paris', 'Asia/Tokyo'])
      for (const parts of ['both', 'day', 'time'] as const)
        for (let time = 0; time < 3; time++) formatTime(AT + time, parts, zone, locale);
  expect(made).toHaveBeenCalledTimes(12);
  expect(formatTime(AT, 'both', 'Europe/Paris', 'en-GB')).toBe('27 November 2026 at 04:27:20 CET');
  expect(formatTime(AT, 'time', 'Asia/Tokyo', 'en-GB')).toBe('12:27:20 GMT+9');
  made.mockRestore();
});

it('makes one formatter of relative times for each locale', () => {
  const { RelativeTimeFormat } = Intl;
  const made = jest
    .spyOn(Intl, 'RelativeTimeFormat')
    .mockImplementation((...options) => new RelativeTimeFormat(...options));
  const words = { locale: 'nl', justNow: 'zojuist', soon: 'zo' };
  const texts = [1, 2, 3].map((hours) => formatRelativeTime(AT - hours * 3_600_000, AT, words));
  expect(texts).toEqual(['1 uur geleden', '2 uur geleden', '3 uur geleden']);
  expect(made).toHaveBeenCalledTimes(1);
  made.mockRestore();
});

it('remembers time zones by their names, not by other spellings', () => {
  expect(toTimeZone('America/Lima')).toBe('America/Lima');
  const asked = jest.spyOn(Intl, 'DateTimeFormat');
  expect(toTimeZone('America/Lima')).toBe('America/Lima');
  expect(asked).not.toHaveBeenCalled();
  expect(toTimeZone('america/LIMA')).toBe('America/Lima');
  expect(toTimeZone('america/LIMA')).toBe('America/Lima');
  expect(asked).toHaveBeenCalledTimes(2);
  asked.mockRestore();
});

it('keeps a limited number of formatters, however many zones clients name', () => {
  const offsets = Array.from({ length: 700 }, (_, minute) => {
    const parts = [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0'));
    return `+${parts.join(':')}`;
  });
  const kept = jest.spyOn(Map.prototype, 'set');
  for (const zone of offsets) formatTime(AT, 'both', zone, 'en-GB');
  const { calls, contexts } = kept.mock;
  const isFormatter = calls.map(([, value]) => (value as unknown) instanceof Intl.DateTimeFormat);
  const [formatters] = contexts.filter((_, call) => isFormatter[call]) as Map<string, unknown>[];
  kept.mockRestore();
  expect(isFormatter.filter(Boolean)).toHaveLength(700);
  expect(formatters?.size).toBeLessThanOrEqual(300);
});
