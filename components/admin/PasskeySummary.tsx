import type { PasskeyEntry } from '@/config/contracts/passkeys';
import { Time } from '../ui/Time';

/** The passkeys of a user, for others to read. */
export function PasskeySummary({ passkeys }: { passkeys: readonly PasskeyEntry[] | null }) {
  if (passkeys === null) return <>Not available right now</>;
  if (passkeys.length === 0) return <>None</>;
  return (
    <ul className="grid gap-2">
      {passkeys.map(({ id, name, createdAt, lastUsedAt }) => (
        <li key={id}>
          <span dir="auto" className="wrap-anywhere">
            {name}
          </span>
          <span className="text-note text-soft block">
            since <Time at={createdAt} />,{' '}
            {lastUsedAt === null ? (
              'never used'
            ) : (
              <>
                last used <Time at={lastUsedAt} />
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
