import type { SessionEntry } from '@/config/contracts/sessions';
import { Badge } from '../ui/Badge';
import { SubmitButton } from '../ui/form/SubmitButton';
import { Time } from '../ui/Time';
import { useTranslations } from '../ui/translations';
import { DeviceIcon } from './DeviceIcon';
import { deviceName } from './deviceName';
import { SESSION_FIELD } from './sessionField';

function Times({ createdAt, lastActiveAt, place }: SessionEntry) {
  const t = useTranslations('sessions');
  return (
    <dl className="short-facts">
      <dt>{t('signedInAt')}</dt>
      <dd>
        <Time at={createdAt} />
      </dd>
      <dt>{t('activeAt')}</dt>
      <dd>
        <Time at={lastActiveAt} />
      </dd>
      {place !== null && (
        <>
          <dt>{t('place')}</dt>
          <dd className="wrap-anywhere">
            <bdi>{place}</bdi>
          </dd>
        </>
      )}
    </dl>
  );
}

/** One session, with a button that ends it. */
export function SessionCard({ session }: { session: SessionEntry }) {
  const t = useTranslations('sessions');
  const name = deviceName(session, t);
  return (
    <li className="card flex items-center justify-between gap-x-8 gap-y-4 px-5 py-4 max-sm:flex-wrap sm:px-6">
      <div className="grid min-w-0 grow grid-cols-[auto_1fr] gap-x-3 gap-y-2">
        <DeviceIcon system={session.system} />
        <h2 className="text-h3 flex flex-wrap items-center gap-x-3 gap-y-1">
          <span>{name}</span>
          {session.current && <Badge>{t('current')}</Badge>}
        </h2>
        <div className="col-start-2">
          <Times {...session} />
        </div>
      </div>
      {!session.current && (
        <SubmitButton
          label={t('end')}
          about={name}
          pendingLabel={t('ending')}
          choice={{ name: SESSION_FIELD, value: session.handle }}
          className="button button-small max-sm:ms-9 sm:shrink-0"
        />
      )}
    </li>
  );
}
