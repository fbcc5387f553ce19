import {
  CODE_FIELDS,
  CODE_FORM_ROUTE,
  FACTOR_PROOF,
  PROOF_PARAM,
  TRUST_CHECKED,
  USE_PARAM,
  USE_RECOVERY,
  type FactorProblem,
} from '@/config/contracts/second-factor';
import { TRUST_DAYS } from '@/config/session/sessionCookies';
import { REDIRECT_PARAM } from '@/config/session/sessionRoutes';
import { toWait } from '@/config/wait';
import { Button, Form, Input } from '../ui/form/elements';
import { FieldFrame, fieldAttributes } from '../ui/form/FieldFrame';
import { FormUser } from '../ui/form/FormUser';
import { useTranslations } from '../ui/translations';
import { APP_CODE_FIELD, RECOVERY_CODE_FIELD } from './codeFields';

interface FactorFormProps {
  /** The page that has the form. */
  page: string;
  /** Where to go afterwards. */
  target: string;
  /** Whether the form asks for a recovery code instead of a code of the app. */
  recovery: boolean;
  problem: FactorProblem | undefined;
  /** Seconds to wait, with `too_many_tries`. */
  wait: number | undefined;
  /** Whether the user may trust this browser. */
  canTrust: boolean;
  /** Whether they chose to before the form was refused. */
  trusts: boolean;
  /** Where to go instead; undefined on a page that cannot be left without a code. */
  cancelPath?: string;
}

function useProblemText({ problem, wait, recovery }: FactorFormProps): string | undefined {
  const t = useTranslations('second-factor');
  const platform = useTranslations('platform');
  if (problem === undefined) return undefined;
  if (problem === 'code_refused') return recovery ? t('form.recoveryRefused') : t('form.refused');
  return wait === undefined ? t('form.tooMany') : platform('refusals.tooManyAttempts', toWait(wait));
}

function CodeField(props: FactorFormProps) {
  const t = useTranslations('second-factor');
  const problem = useProblemText(props);
  const { recovery } = props;
  const hint = recovery ? t('form.recoveryHint') : t('form.codeHint');
  const texts = { id: 'code', hint, problem };
  return (
    <FieldFrame label={recovery ? t('form.recoveryCode') : t('form.code')} {...texts}>
      <Input
        {...(recovery ? RECOVERY_CODE_FIELD : APP_CODE_FIELD)}
        {...fieldAttributes(texts)}
        name={CODE_FIELDS.code}
        required
        autoFocus
        className="field"
      />
    </FieldFrame>
  );
}

function OtherCodeLink({ page, target, recovery, canTrust, trusts }: FactorFormProps) {
  const t = useTranslations('second-factor');
  const query = new URLSearchParams({
    [REDIRECT_PARAM]: target,
    ...(!canTrust && { [PROOF_PARAM]: FACTOR_PROOF }),
    ...(!recovery && { [USE_PARAM]: USE_RECOVERY }),
    ...(trusts && { [CODE_FIELDS.trust]: TRUST_CHECKED }),
  });
  return (
    <p>
      <a className="text-link" href={`${page}?${query.toString()}`}>
        {recovery ? t('form.useApp') : t('form.useRecovery')}
      </a>
    </p>
  );
}

/**
 * Asks for a code of the authenticator app or a recovery code. Sent to the function directly: works
 * everywhere.
 */
export function FactorForm(props: FactorFormProps) {
  const t = useTranslations('second-factor');
  const { page, target, canTrust, trusts, recovery, cancelPath } = props;
  return (
    <div className="grid max-w-xl grid-cols-1 gap-5">
      <Form method="post" action={CODE_FORM_ROUTE} className="grid grid-cols-1 gap-5">
        <FormUser />
        <Input type="hidden" name={CODE_FIELDS.page} value={page} />
        <Input type="hidden" name={REDIRECT_PARAM} value={target} />
        {recovery && <Input type="hidden" name={USE_PARAM} value={USE_RECOVERY} />}
        <CodeField {...props} />
        {canTrust && (
          <label className="flex items-baseline gap-3">
            <Input
              type="checkbox"
              name={CODE_FIELDS.trust}
              value={TRUST_CHECKED}
              defaultChecked={trusts}
              className="size-5 translate-y-1"
            />
            <span>
              {t('form.trust', { days: TRUST_DAYS })}
              <span className="text-note text-soft block">{t('form.trustHint')}</span>
            </span>
          </label>
        )}
        <div className="flex flex-wrap gap-3">
          <Button className="button button-primary">{t('form.continue')}</Button>
          {cancelPath !== undefined && (
            <a className="button" href={cancelPath}>
              {t('confirm.cancel')}
            </a>
          )}
        </div>
      </Form>
      <OtherCodeLink {...props} />
    </div>
  );
}
