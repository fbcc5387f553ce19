import type { AccountMethodEntry } from '@/config/contracts/sign-in-methods';
import { Badge } from '../ui/Badge';
import { ConfirmDialog } from '../ui/ConfirmDialog';
import { MethodIcon } from '../ui/MethodIcon';
import { Time } from '../ui/Time';
import { useTranslations } from '../ui/translations';
import { REMOVE_FIELD } from './methodFields';
import { methodName } from './methodName';
import { Address } from '../ui/Address';

interface MethodCardProps {
  entry: AccountMethodEntry;
  /** Name of the provider that the operator chose, as in OIDC_NAME. */
  openIdName: string | undefined;
}

function Times({ addedAt, lastUsedAt }: AccountMethodEntry) {
  const t = useTranslations('sign-in-methods');
  return (
    <dl className="short-facts">
      <dt>{t('addedAt')}</dt>
      <dd>
        <Time at={addedAt} />
      </dd>
      <dt>{t('usedAt')}</dt>
      <dd>{lastUsedAt === null ? t('unknown') : <Time at={lastUsedAt} />}</dd>
    </dl>
  );
}

/** One way to sign in, with a button that removes it. */
export function MethodCard({ entry, openIdName }: MethodCardProps) {
  const t = useTranslations('sign-in-methods');
  const name = methodName(entry.method, openIdName, t);
  return (
    <li className="card flex items-center justify-between gap-x-8 gap-y-4 px-5 py-4 max-sm:flex-wrap sm:px-6">
      <div className="grid min-w-0 grow grid-cols-[auto_1fr] gap-x-3 gap-y-2">
        <span className="grid place-items-center">
          <MethodIcon method={entry.method} />
        </span>
        <h2 className="text-h3 flex flex-wrap items-center gap-x-3 gap-y-1 wrap-anywhere">
          <span>{name}</span>
          {entry.current && <Badge>{t('current')}</Badge>}
        </h2>
        {entry.identity !== '' && (
          <p className="text-small col-start-2 wrap-anywhere">
            <Address>{entry.identity}</Address>
          </p>
        )}
        <div className="col-start-2">
          <Times {...entry} />
        </div>
      </div>
      {entry.removable && (
        <ConfirmDialog
          label={t('remove')}
          about={name}
          className="button button-small max-sm:ms-8 sm:shrink-0"
          title={t('removeTitle', { method: name })}
          text={t('removeText')}
          pendingLabel={t('removing')}
          choice={{ name: REMOVE_FIELD, value: entry.method }}
        />
      )}
    </li>
  );
}
