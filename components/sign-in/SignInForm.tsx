import { Button, Form, Input } from '@/components/ui/form/elements';
import { FieldFrame, fieldAttributes } from '@/components/ui/form/FieldFrame';
import { SIGN_IN_FORM_ROUTES, type SignInMode } from '@/config/contracts/signInForm';
import { CONFIRMS_FIELD, REDIRECT_PARAM, resetPath } from '@/config/session/sessionRoutes';
import { useTranslations } from '../ui/translations';
import { EMAIL_AUTOCOMPLETE } from './emailAutocomplete';
import { passwordRuleTexts } from './passwordRuleTexts';
import { ProblemNotice } from './ProblemNotice';
import { signInFormPath } from './signInFormPath';
import { describeProblem, type RefusedSignIn } from './signInProblem';

interface SignInFormProps {
  mode: SignInMode;
  apiBasePath: string;
  websiteBasePath: string;
  /** The page to go to afterwards; undefined for the default. */
  redirectToPath: string | undefined;
  /** Whether the user signs in to confirm who they are. */
  confirms: boolean;
  /** In characters. */
  minPasswordLength: number;
  refused: RefusedSignIn | undefined;
  /** The address that was entered before the form was refused. */
  email: string;
}

/** Names of messages. */
const TEXTS = {
  signin: { heading: 'signIn', ask: 'newHere', other: 'createAccount', submit: 'signIn' },
  signup: { heading: 'createAccount', ask: 'haveAccount', other: 'signIn', submit: 'submitAccount' },
} as const;

/** The same page with the other form. */
const otherPath = (props: SignInFormProps): string =>
  signInFormPath({ ...props, mode: props.mode === 'signin' ? 'signup' : 'signin' });

interface FieldProps {
  name: 'email' | 'password';
  label: string;
  type: 'email' | 'password';
  autoComplete: string;
  defaultValue?: string;
  hint?: string | undefined;
  problem: string | undefined;
}

function Field({ name, label, hint, problem, ...attributes }: FieldProps) {
  const texts = { id: `form-${name}`, hint, problem };
  return (
    <FieldFrame label={label} {...texts}>
      <Input
        {...attributes}
        {...fieldAttributes(texts)}
        name={name}
        required
        autoCapitalize="none"
        spellCheck={false}
        className="field"
      />
    </FieldFrame>
  );
}

/**
 * The form for signing in or creating an account, as the server renders it: usable at the first paint and
 * without JavaScript. The widget takes its place if the user has not touched it by then.
 */
export function SignInForm(props: SignInFormProps) {
  const { mode, apiBasePath, redirectToPath, minPasswordLength, refused, email } = props;
  const texts = TEXTS[mode];
  const t = useTranslations('sign-in');
  const platform = useTranslations('platform');
  const problem = refused && describeProblem(refused, { t, platform });
  const hasHint = mode === 'signup' && problem?.field !== 'password';
  return (
    <div>
      <h2 className="text-h1">{t(texts.heading)}</h2>
      <p className="text-small text-soft mt-1 mb-4">
        {t(texts.ask)}{' '}
        <a className="text-link" href={otherPath(props)}>
          {t(texts.other)}
        </a>
      </p>
      {problem !== undefined && problem.field === undefined && <ProblemNotice text={problem.text} />}
      <Form method="post" action={apiBasePath + SIGN_IN_FORM_ROUTES[mode]} className="grid gap-4">
        {redirectToPath !== undefined && (
          <Input type="hidden" name={REDIRECT_PARAM} value={redirectToPath} readOnly />
        )}
        {props.confirms && <Input type="hidden" name={CONFIRMS_FIELD} value="1" readOnly />}
        <Field
          name="email"
          label={t('email')}
          type="email"
          autoComplete={EMAIL_AUTOCOMPLETE}
          defaultValue={email}
          problem={problem?.field === 'email' ? problem.text : undefined}
        />
        <Field
          name="password"
          label={t('password')}
          type="password"
          autoComplete={mode === 'signin' ? 'current-password' : 'new-password'}
          hint={hasHint ? passwordRuleTexts(minPasswordLength, t) : undefined}
          problem={problem?.field === 'password' ? problem.text : undefined}
        />
        <Button className="button button-primary mt-2">{t(texts.submit)}</Button>
      </Form>
      {mode === 'signin' && (
        <p>
          <a
            className="text-link min-h-target inline-flex items-center"
            href={resetPath(props, redirectToPath)}
          >
            {t('forgotPassword')}
          </a>
        </p>
      )}
    </div>
  );
}
