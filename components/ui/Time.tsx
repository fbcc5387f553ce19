const day = { day: 'numeric', month: 'long', year: 'numeric' } as const;
const time = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
const zone = { timeZone: 'UTC' } as const;

const formats = {
  both: new Intl.DateTimeFormat('en-GB', { ...day, ...time, ...zone }),
  day: new Intl.DateTimeFormat('en-GB', { ...day, ...zone }),
  time: new Intl.DateTimeFormat('en-GB', { ...time, ...zone }),
};

interface MomentProps {
  /** Milliseconds since the epoch. */
  at: number;
  show?: keyof typeof formats;
}

/** A date or time in UTC. The server does not know the time zone of the reader. */
export function Time({ at, show = 'both' }: MomentProps) {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return <>unknown</>;
  return <time dateTime={date.toISOString()}>{`${formats[show].format(date)} UTC`}</time>;
}
