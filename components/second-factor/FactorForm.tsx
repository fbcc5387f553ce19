import {
  CODE_FIELDS,
  CODE_FORM_ROUTE,
  FACTOR_PROOF,
  PROOF_PARAM,
  USE_PARAM,
  USE_RECOVERY,
  type FactorProblem,
} from '@/config/contracts/second-factor';
import { TRUST_DAYS } from '@/config/session/sessionCookies';
import { REDIRECT_PARAM } from '@/config/session/sessionRoutes';
import { formatWait } from '@/config/wait';
import { Button, Form, Input } from '../ui/form/elements';
import { FieldFrame, fieldAttributes } from '../ui/form/FieldFrame';
import { FormUser } from '../ui/form/FormUser';

const REFUSED = 'This code is wrong or was already used. Enter the current code of your app.';
const RECOVERY_REFUSED = 'This recovery code is wrong or was already used. Each works once.';

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
}

function problemText({ problem, wait, recovery }: FactorFormProps): string | undefined {
  if (problem === undefined) return undefined;
  if (problem === 'code_refused') return recovery ? RECOVERY_REFUSED : REFUSED;
  const time = wait === undefined ? 'a moment' : formatWait(wait);
  return `Too many attempts. Try again in ${time}.`;
}

/** Attributes of the field, so that phones and password managers offer the right code and keyboard. */
const FIELDS = {
  app: { autoComplete: 'one-time-code', inputMode: 'numeric', maxLength: 20 },
  recovery: { autoComplete: 'off', autoCapitalize: 'none', spellCheck: false, maxLength: 40 },
} as const;

function CodeField(props: FactorFormProps) {
  const { recovery } = props;
  const hint = recovery
    ? 'One of the codes that you kept when you set up two-factor authentication.'
    : 'The 6 digits that your authenticator app shows for this site.';
  const texts = { id: 'code', hint, problem: problemText(props) };
  return (
    <FieldFrame label={recovery ? 'Recovery code' : 'Code'} {...texts}>
      <Input
        {...FIELDS[recovery ? 'recovery' : 'app']}
        {...fieldAttributes(texts)}
        name={CODE_FIELDS.code}
        required
        autoFocus
        className="field"
      />
    </FieldFrame>
  );
}

function OtherCodeLink({ page, target, recovery, canTrust }: FactorFormProps) {
  const query = new URLSearchParams({
    [REDIRECT_PARAM]: target,
    ...(!canTrust && { [PROOF_PARAM]: FACTOR_PROOF }),
    ...(!recovery && { [USE_PARAM]: USE_RECOVERY }),
  });
  return (
    <p>
      <a className="text-link" href={`${page}?${query.toString()}`}>
        {recovery ? 'Use your authenticator app' : 'Use a recovery code'}
      </a>
    </p>
  );
}

/**
 * Asks for a code of the authenticator app or a recovery code. Sent to the function directly: works
 * everywhere.
 */
export function FactorForm(props: FactorFormProps) {
  const { page, target, canTrust } = props;
  return (
    <div className="grid max-w-xl grid-cols-1 gap-5">
      <Form method="post" action={CODE_FORM_ROUTE} className="grid grid-cols-1 gap-5">
        <FormUser />
        <Input type="hidden" name={CODE_FIELDS.page} value={page} />
        <Input type="hidden" name={REDIRECT_PARAM} value={target} />
        <CodeField {...props} />
        {canTrust && (
          <label className="flex items-baseline gap-3">
            <Input type="checkbox" name={CODE_FIELDS.trust} className="size-5 translate-y-1" />
            <span>
              Trust this browser for {TRUST_DAYS} days
              <span className="text-note text-soft block">
                You will not be asked for a code here when you sign in. Not for devices that others use.
              </span>
            </span>
          </label>
        )}
        <div>
          <Button className="button button-primary">Continue</Button>
        </div>
      </Form>
      <OtherCodeLink {...props} />
    </div>
  );
}
