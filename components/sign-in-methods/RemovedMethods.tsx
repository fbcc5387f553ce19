import type { AccountMethod } from '@/config/contracts/sign-in-methods';
import { SubmitButton } from '../ui/form/SubmitButton';
import { useTranslations } from '../ui/translations';
import { ALLOW_FIELD } from './methodFields';
import { methodName } from './methodName';

interface RemovedMethodsProps {
  methods: readonly AccountMethod[];
  /** Name of the provider that the operator chose, as in OIDC_NAME. */
  openIdName: string | undefined;
}

/** The ways to sign in that the user has removed, with buttons that allow them again. */
export function RemovedMethods({ methods, openIdName }: RemovedMethodsProps) {
  const t = useTranslations('sign-in-methods');
  return (
    <section aria-labelledby="removed-methods" className="grid gap-3">
      <h2 id="removed-methods" className="text-h2">
        {t('removedTitle')}
      </h2>
      <p className="text-soft max-w-xl">{t('removedLead')}</p>
      <ul className="grid gap-3">
        {methods.map((method) => {
          const name = methodName(method, openIdName, t);
          return (
            <li key={method} className="flex flex-wrap items-center gap-x-4 gap-y-2">
              <span>{name}</span>
              <SubmitButton
                label={t('allow')}
                about={name}
                pendingLabel={t('allowing')}
                choice={{ name: ALLOW_FIELD, value: method }}
                className="button button-small"
              />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
