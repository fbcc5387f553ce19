const format = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
  timeZone: 'UTC',
});

/** A time in words, with its zone: the server does not know the reader's, and a guess would change before their eyes. */
export function Moment({ at }: { at: number }) {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return <>unknown</>;
  return <time dateTime={date.toISOString()}>{`${format.format(date)} UTC`}</time>;
}
