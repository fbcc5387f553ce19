import type { PasskeyEntry } from '@/config/contracts/passkeys';
import { Time } from '../ui/Time';
import { useTranslations } from '../ui/translations';

/** The passkeys of a user, for others to read. */
export function PasskeySummary({ passkeys }: { passkeys: readonly PasskeyEntry[] | null }) {
  const t = useTranslations('admin');
  if (passkeys === null) return <>{t('passkeys.unavailable')}</>;
  if (passkeys.length === 0) return <>{t('passkeys.none')}</>;
  return (
    <ul className="grid gap-2">
      {passkeys.map(({ id, name, createdAt, lastUsedAt }) => (
        <li key={id}>
          <bdi className="wrap-anywhere">{name}</bdi>
          <span className="text-note text-soft block">
            {lastUsedAt === null
              ? t.rich('passkeys.neverUsed', { added: () => <Time at={createdAt} /> })
              : t.rich('passkeys.used', {
                  added: () => <Time at={createdAt} />,
                  used: () => <Time at={lastUsedAt} />,
                })}
          </span>
        </li>
      ))}
    </ul>
  );
}
