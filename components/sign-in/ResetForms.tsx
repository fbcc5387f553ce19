import type { ReactNode } from 'react';
import { Button, Form, Input } from '@/components/ui/form/elements';
import { FieldFrame, fieldAttributes } from '@/components/ui/form/FieldFrame';
import {
  CREDENTIAL_FIELDS,
  CREDENTIAL_FORM_ROUTES,
  type CredentialOutcome,
} from '@/config/contracts/credentialForms';
import { REDIRECT_PARAM, resetPath } from '@/config/session/sessionRoutes';
import { useTranslations } from '../ui/translations';
import type { CredentialProblemText } from './credentialProblem';
import { EMAIL_AUTOCOMPLETE } from './emailAutocomplete';
import { HiddenField } from './HiddenField';
import { passwordRuleTexts } from './passwordRuleTexts';
import { ProblemNotice } from './ProblemNotice';
import { ScreenHeading } from './ScreenHeading';
import { Address } from '@/components/ui/Address';

export interface ResetScreenProps {
  apiBasePath: string;
  websiteBasePath: string;
  /** The page to go to after signing in; undefined for the default. */
  redirectToPath: string | undefined;
  /** The sign-in page, which leads to the same page. */
  signInPath: string;
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
function RequestForm({ apiBasePath, redirectToPath, signInPath, email, problem }: ResetScreenProps) {
  const t = useTranslations('sign-in');
  const field = { id: 'form-email', problem: problem?.field === 'email' ? problem.text : undefined };
  return (
    <div>
      <ScreenHeading title={t('forgotPassword')}>{t('reset.lead')}</ScreenHeading>
      <Problem problem={problem} />
      <Form method="post" action={apiBasePath + CREDENTIAL_FORM_ROUTES.requestReset} className="grid gap-4">
        <HiddenField name={REDIRECT_PARAM} value={redirectToPath} />
        <FieldFrame label={t('email')} {...field}>
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
        <Button className="button button-primary mt-2">{t('reset.send')}</Button>
      </Form>
      <SmallLink href={signInPath}>{t('backToSignIn')}</SmallLink>
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
function PasswordForm(props: ResetScreenProps) {
  const { apiBasePath, redirectToPath, token, minPasswordLength, problem } = props;
  const t = useTranslations('sign-in');
  const at = (field: CredentialProblemText['field']) =>
    problem?.field === field ? problem?.text : undefined;
  return (
    <div>
      <ScreenHeading title={t('reset.choose')}>{passwordRuleTexts(minPasswordLength, t)}</ScreenHeading>
      <Problem problem={problem} />
      <Form method="post" action={apiBasePath + CREDENTIAL_FORM_ROUTES.resetPassword} className="grid gap-4">
        <HiddenField name={CREDENTIAL_FIELDS.token} value={token} />
        <HiddenField name={REDIRECT_PARAM} value={redirectToPath} />
        <NewPassword
          name={CREDENTIAL_FIELDS.password}
          label={t('reset.newPassword')}
          problem={at('password')}
        />
        <NewPassword
          name={CREDENTIAL_FIELDS.confirmation}
          label={t('reset.confirmPassword')}
          problem={at('confirmation')}
        />
        <Button className="button button-primary mt-2">{t('reset.change')}</Button>
      </Form>
      <SmallLink href={resetPath(props, redirectToPath)}>{t('reset.requestAnother')}</SmallLink>
    </div>
  );
}

function CheckInbox(props: ResetScreenProps) {
  const { redirectToPath, signInPath, email } = props;
  const t = useTranslations('sign-in');
  const user = (text: ReactNode) => <Address>{text}</Address>;
  return (
    <div>
      <ScreenHeading title={t('reset.checkInbox')}>
        {email === '' ? t('reset.sent') : t.rich('reset.sentTo', { email, user })}
      </ScreenHeading>
      <p className="mb-4">{t('reset.nothingArrived')}</p>
      <Form method="get" action={resetPath(props)}>
        <HiddenField name={REDIRECT_PARAM} value={redirectToPath} />
        <Button className="button w-full">{t('sendAgain')}</Button>
      </Form>
      <SmallLink href={signInPath}>{t('backToSignIn')}</SmallLink>
    </div>
  );
}

function PasswordChanged({ signInPath }: ResetScreenProps) {
  const t = useTranslations('sign-in');
  return (
    <div>
      <ScreenHeading title={t('reset.changed')}>{t('reset.changedLead')}</ScreenHeading>
      <a className="button button-primary w-full" href={signInPath}>
        {t('signIn')}
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
