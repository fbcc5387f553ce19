import { Button, Form, Input } from '@/components/ui/form/elements';
import { FieldFrame, fieldAttributes } from '@/components/ui/form/FieldFrame';
import { MODE_PARAM, SIGN_IN_FORM_ROUTES, type SignInMode } from '@/config/contracts/signInForm';
import { passwordRules, REFUSED_PASSWORDS } from '@/config/rules/passwordRule';
import { REDIRECT_PARAM } from '@/config/session/sessionRoutes';
import { EMAIL_AUTOCOMPLETE } from './emailAutocomplete';
import { ProblemNotice } from './ProblemNotice';
import { describeProblem, type RefusedSignIn } from './signInProblem';

interface SignInFormProps {
  mode: SignInMode;
  apiBasePath: string;
  websiteBasePath: string;
  /** The page to go to afterwards; undefined for the default. */
  redirectToPath: string | undefined;
  /** In characters. */
  minPasswordLength: number;
  refused: RefusedSignIn | undefined;
  /** The address that was entered before the form was refused. */
  email: string;
}

const TEXTS = {
  signin: { title: 'Sign in', ask: 'New here?', other: 'Create an account', submit: 'Sign in' },
  signup: {
    title: 'Create an account',
    ask: 'Already have an account?',
    other: 'Sign in',
    submit: 'Create account',
  },
} as const;

/** The same page with the other form. */
function otherPath({ mode, websiteBasePath, redirectToPath }: SignInFormProps): string {
  const query = new URLSearchParams({
    [MODE_PARAM]: mode === 'signin' ? 'signup' : 'signin',
    ...(redirectToPath !== undefined && { [REDIRECT_PARAM]: redirectToPath }),
  });
  return `${websiteBasePath}?${query.toString()}`;
}

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
  const { mode, apiBasePath, websiteBasePath, redirectToPath, minPasswordLength, refused, email } = props;
  const texts = TEXTS[mode];
  const problem = refused && describeProblem(refused);
  const rules = [...passwordRules(minPasswordLength).map(({ words }) => words), REFUSED_PASSWORDS];
  return (
    <div>
      <h2 className="text-h1">{texts.title}</h2>
      <p className="text-small text-soft mt-1 mb-4">
        {texts.ask}{' '}
        <a className="text-link" href={otherPath(props)}>
          {texts.other}
        </a>
      </p>
      {problem !== undefined && problem.field === undefined && <ProblemNotice text={problem.text} />}
      <Form method="post" action={apiBasePath + SIGN_IN_FORM_ROUTES[mode]} className="grid gap-4">
        {redirectToPath !== undefined && (
          <Input type="hidden" name={REDIRECT_PARAM} value={redirectToPath} readOnly />
        )}
        <Field
          name="email"
          label="Email"
          type="email"
          autoComplete={EMAIL_AUTOCOMPLETE}
          defaultValue={email}
          problem={problem?.field === 'email' ? problem.text : undefined}
        />
        <Field
          name="password"
          label="Password"
          type="password"
          autoComplete={mode === 'signin' ? 'current-password' : 'new-password'}
          hint={mode === 'signup' && problem?.field !== 'password' ? `${rules.join('. ')}.` : undefined}
          problem={problem?.field === 'password' ? problem.text : undefined}
        />
        <Button className="button button-primary mt-2">{texts.submit}</Button>
      </Form>
      {mode === 'signin' && (
        <p className="text-small mt-4 text-center">
          <a className="text-link" href={`${websiteBasePath}/reset-password`}>
            Forgot your password?
          </a>
        </p>
      )}
    </div>
  );
}
