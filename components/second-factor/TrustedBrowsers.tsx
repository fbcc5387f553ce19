import type { TrustedBrowserEntry } from '@/config/contracts/second-factor';
import { Time } from '../ui/Time';

const nameOf = ({ browser, system }: TrustedBrowserEntry): string =>
  [browser ?? 'Unknown browser', system].filter((part) => part !== null).join(' on ');

/** Lists the browsers in which the user is not asked for a code. */
export function TrustedBrowsers({ browsers }: { browsers: readonly TrustedBrowserEntry[] }) {
  return (
    <ul className="grid grid-cols-1 gap-3">
      {browsers.map((entry) => (
        <li
          key={`${entry.trustedAt} ${entry.expiresAt}`}
          className="rounded-card border-line bg-surface border px-5 py-4"
        >
          <p className="font-bold">{nameOf(entry)}</p>
          <p className="text-note text-soft">
            Trusted <Time at={entry.trustedAt} />, until <Time at={entry.expiresAt} />
          </p>
        </li>
      ))}
    </ul>
  );
}
