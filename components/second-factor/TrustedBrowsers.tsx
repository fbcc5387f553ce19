import type { TrustedBrowserEntry } from '@/config/contracts/second-factor';
import { Time } from '../ui/Time';
import { useTranslations, type Translator } from '../ui/translations';

function nameOf({ browser, system }: TrustedBrowserEntry, t: Translator<'second-factor'>): string {
  if (system === null) return browser ?? t('browsers.unknown');
  return browser === null
    ? t('browsers.unknownOnSystem', { system })
    : t('browsers.onSystem', { browser, system });
}

/** Lists the browsers in which the user is not asked for a code. */
export function TrustedBrowsers({ browsers }: { browsers: readonly TrustedBrowserEntry[] }) {
  const t = useTranslations('second-factor');
  return (
    <ul className="grid grid-cols-1 gap-3">
      {browsers.map((entry) => (
        <li
          key={`${entry.trustedAt} ${entry.expiresAt}`}
          className="rounded-card border-line bg-surface border px-5 py-4"
        >
          <p className="font-bold">{nameOf(entry, t)}</p>
          <p className="text-note text-soft">
            {t.rich('browsers.times', {
              since: () => <Time at={entry.trustedAt} />,
              until: () => <Time at={entry.expiresAt} />,
            })}
          </p>
        </li>
      ))}
    </ul>
  );
}
