import { Button, Form } from '@/components/ui/form/elements';
import { FORM_USER_FIELD } from '@/components/ui/form/formUserField';
import {
  CREDENTIAL_FIELDS,
  CREDENTIAL_FORM_ROUTES,
  type CredentialOutcome,
} from '@/config/contracts/credentialForms';
import { REDIRECT_PARAM, verificationPath } from '@/config/session/sessionRoutes';
import { useTranslations } from '../ui/translations';
import type { CredentialProblemText } from './credentialProblem';
import { HiddenField } from './HiddenField';
import { ProblemNotice } from './ProblemNotice';
import { ScreenHeading } from './ScreenHeading';

export interface VerificationScreenProps {
  apiBasePath: string;
  websiteBasePath: string;
  /** Of the link in the mail; undefined where the user requests one. */
  token: string | undefined;
  /** The user who is signed in here, if any. */
  userId: string | undefined;
  /** The page to go to afterwards; undefined for the default. */
  redirectToPath: string | undefined;
  /** That page, or the default. */
  target: string;
  /** The sign-in page, which leads to the same page. */
  signInPath: string;
  done: CredentialOutcome | undefined;
  problem: CredentialProblemText | undefined;
}

/** Sends the mail to the user who is signed in here. */
function SendForm({ apiBasePath, userId, redirectToPath, problem, done }: VerificationScreenProps) {
  const t = useTranslations('sign-in');
  const isSent = done === 'verification_sent';
  return (
    <div>
      <ScreenHeading title={t('titles.verifyEmail')}>{t('verification.lead')}</ScreenHeading>
      {problem !== undefined && <ProblemNotice text={problem.text} />}
      {isSent && (
        <p role="status" className="mb-4">
          {t('verification.sent')}
        </p>
      )}
      <Form method="post" action={apiBasePath + CREDENTIAL_FORM_ROUTES.requestVerification}>
        <HiddenField name={FORM_USER_FIELD} value={userId} />
        <HiddenField name={REDIRECT_PARAM} value={redirectToPath} />
        <Button className={isSent ? 'button w-full' : 'button button-primary w-full'}>
          {isSent ? t('sendAgain') : t('verification.send')}
        </Button>
      </Form>
      <Form method="post" action="/sign-out" className="mt-4 text-center">
        <HiddenField name={FORM_USER_FIELD} value={userId} />
        <Button className="button w-full">{t('verification.signOut')}</Button>
      </Form>
    </div>
  );
}

/** Verifies the address at the press of a button, because programs that scan mails open links, too. */
function VerifyForm({ apiBasePath, token, redirectToPath, problem }: VerificationScreenProps) {
  const t = useTranslations('sign-in');
  return (
    <div>
      <ScreenHeading title={t('titles.verifyEmail')}>{t('verification.confirmLead')}</ScreenHeading>
      {problem !== undefined && <ProblemNotice text={problem.text} />}
      <Form method="post" action={apiBasePath + CREDENTIAL_FORM_ROUTES.verifyEmail}>
        <HiddenField name={CREDENTIAL_FIELDS.token} value={token} />
        <HiddenField name={REDIRECT_PARAM} value={redirectToPath} />
        <Button className="button button-primary w-full">{t('verification.confirm')}</Button>
      </Form>
    </div>
  );
}

interface ResultProps {
  title: string;
  text: string;
  href: string;
  label: string;
}

function Result({ title, text, href, label }: ResultProps) {
  return (
    <div>
      <ScreenHeading title={title}>{text}</ScreenHeading>
      <a className="button button-primary w-full" href={href}>
        {label}
      </a>
    </div>
  );
}

/** Names of messages. */
const VERIFIED = {
  verified: { heading: 'verification.done', text: 'verification.doneLead' },
  verified_already: { heading: 'verification.already', text: 'verification.alreadyLead' },
} as const;

/** The screens that verify an address, as the server renders them: they need no JavaScript. */
export function VerificationScreen(props: VerificationScreenProps) {
  const { done, problem, token, userId, target, signInPath } = props;
  const t = useTranslations('sign-in');
  if (done === 'verified' || done === 'verified_already') {
    const { heading, text } = VERIFIED[done];
    return <Result title={t(heading)} text={t(text)} href={target} label={t('verification.continue')} />;
  }
  if (problem?.isAboutLink === true)
    return (
      <Result
        title={t('verification.linkInvalid')}
        text={t('verification.linkInvalidLead')}
        href={verificationPath(props, target)}
        label={t('verification.sendNew')}
      />
    );
  if (token !== undefined) return <VerifyForm {...props} />;
  if (userId !== undefined) return <SendForm {...props} />;
  return (
    <Result
      title={t('titles.verifyEmail')}
      text={t('verification.signInFirst')}
      href={signInPath}
      label={t('signIn')}
    />
  );
}
