import type { PasskeyEntry } from '@/config/contracts/passkeys';
import { ConfirmDialog } from '../ui/ConfirmDialog';
import { ActionForm } from '../ui/form/ActionForm';
import { Input } from '../ui/form/elements';
import type { FormAction } from '../ui/form/formState';
import { SubmitButton } from '../ui/form/SubmitButton';
import { TextField } from '../ui/form/TextField';
import { Time } from '../ui/Time';
import { useTranslations } from '../ui/translations';
import { DisclosedForm } from './DisclosedForm';
import { nameField, PASSKEY_FIELD } from './passkeyFields';

interface PasskeyCardProps {
  passkey: PasskeyEntry;
  /** The host of this page: passkeys of others do not work here. */
  host: string;
  rename: FormAction;
  remove: FormAction;
}

function Facts({ createdAt, lastUsedAt, isSynced }: PasskeyEntry) {
  const t = useTranslations('passkeys');
  return (
    <dl className="short-facts">
      <dt>{t('createdAt')}</dt>
      <dd>
        <Time at={createdAt} />
      </dd>
      <dt>{t('usedAt')}</dt>
      <dd>{lastUsedAt === null ? t('neverUsed') : <Time at={lastUsedAt} />}</dd>
      <dt>{t('stored')}</dt>
      <dd>{isSynced ? t('synced') : t('oneDevice')}</dd>
    </dl>
  );
}

/** One passkey, with forms that change its name and remove it. */
export function PasskeyCard({ passkey, host, rename, remove }: PasskeyCardProps) {
  const t = useTranslations('passkeys');
  const { id, name } = passkey;
  const field = nameField(id);
  return (
    <li className="card grid grid-cols-1 gap-3 px-5 py-4 sm:px-6">
      <h3 className="text-h3 wrap-anywhere">
        <bdi>{name}</bdi>
      </h3>
      <Facts {...passkey} />
      {passkey.host !== host && (
        <p className="text-small">
          {t.rich('worksAt', { host: passkey.host, bdi: (text) => <bdi>{text}</bdi> })}
        </p>
      )}
      <div className="flex flex-wrap items-start gap-3">
        <DisclosedForm label={t('rename')} about={name} action={rename} fields={[field]}>
          <Input type="hidden" name={PASSKEY_FIELD} value={id} readOnly />
          <TextField name={field} label={t('name')} autoComplete="off" defaultValue={name} required />
          <div>
            <SubmitButton
              label={t('saveName')}
              about={name}
              pendingLabel={t('saving')}
              className="button button-small"
            />
          </div>
        </DisclosedForm>
        <ActionForm action={remove} className="grid grid-cols-1 gap-3">
          <Input type="hidden" name={PASSKEY_FIELD} value={id} readOnly />
          <div>
            <ConfirmDialog
              label={t('removeSubmit')}
              about={name}
              className="button button-small"
              title={t('removeTitle')}
              subject={name}
              text={t('removeHint')}
              pendingLabel={t('removing')}
            />
          </div>
        </ActionForm>
      </div>
    </li>
  );
}
