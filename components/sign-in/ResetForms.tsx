import { Button, Form, Input } from '@/components/ui/form/elements';
import { FieldFrame, fieldAttributes } from '@/components/ui/form/FieldFrame';
import {
  CREDENTIAL_FIELDS,
  CREDENTIAL_FORM_ROUTES,
  type CredentialOutcome,
} from '@/config/contracts/credentialForms';
import { passwordRules, REFUSED_PASSWORDS } from '@/config/rules/passwordRule';
import type { CredentialProblemText } from './credentialProblem';
import { EMAIL_AUTOCOMPLETE } from './emailAutocomplete';
import { ProblemNotice } from './ProblemNotice';
import { ScreenHeading } from './ScreenHeading';

export interface ResetScreenProps {
  apiBasePath: string;
  websiteBasePath: string;
  /** Of the link in the mail; undefined where the user requests one. */
  token: string | undefined;
  /** The address that was entered. */
  email: string;
  /** In characters. */
  minPasswordLength: number;
  done: CredentialOutcome | undefined;
  problem: CredentialProblemText | undefined;
}

/** The problem, unless it is shown at its field. */
function Problem({ problem }: Pick<ResetScreenProps, 'problem'>) {
  return problem === undefined || problem.field !== undefined ? null : <ProblemNotice text={problem.text} />;
}

interface SmallLinkProps {
  href: string;
  children: string;
}

function SmallLink({ href, children }: SmallLinkProps) {
  return (
    <p className="text-small mt-4 text-center">
      <a className="text-link" href={href}>
        {children}
      </a>
    </p>
  );
}

/** Asks for the address of the account. */
function RequestForm({ apiBasePath, websiteBasePath, email, problem }: ResetScreenProps) {
  const field = { id: 'form-email', problem: problem?.field === 'email' ? problem.text : undefined };
  return (
    <div>
      <ScreenHeading title="Forgot your password?">
        Enter the email address of your account. We&apos;ll send you a link to choose a new password.
      </ScreenHeading>
      <Problem problem={problem} />
      <Form method="post" action={apiBasePath + CREDENTIAL_FORM_ROUTES.requestReset} className="grid gap-4">
        <FieldFrame label="Email" {...field}>
          <Input
            {...fieldAttributes(field)}
            name="email"
            type="email"
            autoComplete={EMAIL_AUTOCOMPLETE}
            autoCapitalize="none"
            spellCheck={false}
            required
            defaultValue={email}
            className="field"
          />
        </FieldFrame>
        <Button className="button button-primary mt-2">Send reset link</Button>
      </Form>
      <SmallLink href={websiteBasePath}>Back to sign in</SmallLink>
    </div>
  );
}

interface NewPasswordProps {
  name: string;
  label: string;
  hint?: string;
  problem?: string | undefined;
}

function NewPassword({ name, label, ...texts }: NewPasswordProps) {
  const field = { id: `form-${name}`, ...texts };
  return (
    <FieldFrame label={label} {...field}>
      <Input
        {...fieldAttributes(field)}
        name={name}
        type="password"
        autoComplete="new-password"
        autoCapitalize="none"
        spellCheck={false}
        required
        className="field"
      />
    </FieldFrame>
  );
}

/** Asks for a new password. */
function PasswordForm({ apiBasePath, websiteBasePath, token, minPasswordLength, problem }: ResetScreenProps) {
  const rules = [...passwordRules(minPasswordLength).map(({ words }) => words), REFUSED_PASSWORDS];
  const at = (field: CredentialProblemText['field']) =>
    problem?.field === field ? problem?.text : undefined;
  return (
    <div>
      <ScreenHeading title="Choose a new password">{`${rules.join('. ')}.`}</ScreenHeading>
      <Problem problem={problem} />
      <Form method="post" action={apiBasePath + CREDENTIAL_FORM_ROUTES.resetPassword} className="grid gap-4">
        <Input type="hidden" name={CREDENTIAL_FIELDS.token} value={token} readOnly />
        <NewPassword name={CREDENTIAL_FIELDS.password} label="New password" problem={at('password')} />
        <NewPassword
          name={CREDENTIAL_FIELDS.confirmation}
          label="Confirm new password"
          problem={at('confirmation')}
        />
        <Button className="button button-primary mt-2">Change password</Button>
      </Form>
      <SmallLink href={`${websiteBasePath}/reset-password`}>Request another link</SmallLink>
    </div>
  );
}

function CheckInbox({ websiteBasePath, email }: ResetScreenProps) {
  return (
    <div>
      <ScreenHeading title="Check your inbox">
        If there is an account for {email === '' ? 'this address' : email}, we have sent it an email with a
        link.
      </ScreenHeading>
      <p className="mb-4">Nothing after a few minutes? Check your spam folder, or try another address.</p>
      <Form method="get" action={`${websiteBasePath}/reset-password`}>
        <Button className="button w-full">Send again</Button>
      </Form>
      <SmallLink href={websiteBasePath}>Back to sign in</SmallLink>
    </div>
  );
}

function PasswordChanged({ websiteBasePath }: ResetScreenProps) {
  return (
    <div>
      <ScreenHeading title="Your password has been changed">
        All sessions of your account have ended. Sign in with the new password.
      </ScreenHeading>
      <a className="button button-primary w-full" href={websiteBasePath}>
        Sign in
      </a>
    </div>
  );
}

/** The screens for a forgotten password, as the server renders them: they need no JavaScript. */
export function ResetScreen(props: ResetScreenProps) {
  if (props.done === 'password_changed') return <PasswordChanged {...props} />;
  if (props.done === 'reset_requested') return <CheckInbox {...props} />;
  return props.token === undefined ? <RequestForm {...props} /> : <PasswordForm {...props} />;
}
