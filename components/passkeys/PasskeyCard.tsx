import type { PasskeyEntry } from '@/config/contracts/passkeys';
import { Input } from '../ui/form/elements';
import type { FormAction } from '../ui/form/formState';
import { SubmitButton } from '../ui/form/SubmitButton';
import { TextField } from '../ui/form/TextField';
import { Time } from '../ui/Time';
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
  return (
    <dl className="text-small grid gap-x-3 gap-y-1 sm:grid-cols-[auto_1fr]">
      <dt className="text-soft">Created</dt>
      <dd>
        <Time at={createdAt} />
      </dd>
      <dt className="text-soft">Last used</dt>
      <dd>{lastUsedAt === null ? 'Never' : <Time at={lastUsedAt} />}</dd>
      <dt className="text-soft">Stored</dt>
      <dd>{isSynced ? 'In your password manager, on all its devices' : 'On one device'}</dd>
    </dl>
  );
}

/** One passkey, with forms that change its name and remove it. */
export function PasskeyCard({ passkey, host, rename, remove }: PasskeyCardProps) {
  const { id, name } = passkey;
  const field = nameField(id);
  return (
    <li className="card grid grid-cols-1 gap-3 px-5 py-4 sm:px-6">
      <h3 className="text-h3 wrap-anywhere" dir="auto">
        {name}
      </h3>
      <Facts {...passkey} />
      {passkey.host !== host && <p className="text-small">Works at {passkey.host} only.</p>}
      <div className="flex flex-wrap gap-x-8">
        <DisclosedForm label="Rename" about={name} action={rename} fields={[field]}>
          <Input type="hidden" name={PASSKEY_FIELD} value={id} readOnly />
          <TextField name={field} label="Name" autoComplete="off" defaultValue={name} required />
          <div>
            <SubmitButton
              label="Save name"
              about={name}
              pendingLabel="Saving…"
              className="button button-small"
            />
          </div>
        </DisclosedForm>
        <DisclosedForm label="Remove" about={name} action={remove}>
          <Input type="hidden" name={PASSKEY_FIELD} value={id} readOnly />
          <p className="text-small">
            It can no longer sign in to your account. Delete it from your device or password manager, too.
          </p>
          <div>
            <SubmitButton
              label="Remove passkey"
              about={name}
              pendingLabel="Removing…"
              className="button button-destructive button-small"
            />
          </div>
        </DisclosedForm>
      </div>
    </li>
  );
}
