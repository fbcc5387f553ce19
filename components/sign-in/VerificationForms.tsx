import { Button, Form, Input } from '@/components/ui/form/elements';
import { FORM_USER_FIELD } from '@/components/ui/form/formUserField';
import {
  CREDENTIAL_FIELDS,
  CREDENTIAL_FORM_ROUTES,
  type CredentialOutcome,
} from '@/config/contracts/credentialForms';
import { REDIRECT_PARAM } from '@/config/session/sessionRoutes';
import type { CredentialProblemText } from './credentialProblem';
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

function Hidden({ name, value }: { name: string; value: string | undefined }) {
  return value === undefined ? null : <Input type="hidden" name={name} value={value} readOnly />;
}

/** Sends the mail to the user who is signed in here. */
function SendForm({ apiBasePath, userId, redirectToPath, problem, done }: VerificationScreenProps) {
  const isSent = done === 'verification_sent';
  return (
    <div>
      <ScreenHeading title="Verify your email">
        We have to confirm that this address is yours. Open the link in the email that we send you.
      </ScreenHeading>
      {problem !== undefined && <ProblemNotice text={problem.text} />}
      {isSent && (
        <p role="status" className="mb-4">
          Email sent. Check your inbox and your spam folder.
        </p>
      )}
      <Form method="post" action={apiBasePath + CREDENTIAL_FORM_ROUTES.requestVerification}>
        <Hidden name={FORM_USER_FIELD} value={userId} />
        <Hidden name={REDIRECT_PARAM} value={redirectToPath} />
        <Button className={isSent ? 'button w-full' : 'button button-primary w-full'}>
          {isSent ? 'Send again' : 'Send verification email'}
        </Button>
      </Form>
      <Form method="post" action="/sign-out" className="mt-4 text-center">
        <Hidden name={FORM_USER_FIELD} value={userId} />
        <Button className="button w-full">Sign out</Button>
      </Form>
    </div>
  );
}

/** Verifies the address at the press of a button, because programs that scan mails open links, too. */
function VerifyForm({ apiBasePath, token, redirectToPath, problem }: VerificationScreenProps) {
  return (
    <div>
      <ScreenHeading title="Verify your email">
        Select the button if you signed up here with this address.
      </ScreenHeading>
      {problem !== undefined && <ProblemNotice text={problem.text} />}
      <Form method="post" action={apiBasePath + CREDENTIAL_FORM_ROUTES.verifyEmail}>
        <Hidden name={CREDENTIAL_FIELDS.token} value={token} />
        <Hidden name={REDIRECT_PARAM} value={redirectToPath} />
        <Button className="button button-primary w-full">Verify this address</Button>
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

const VERIFIED = {
  verified: { title: 'Your address is verified', text: 'Thank you. You can continue now.' },
  verified_already: { title: 'Your address is already verified', text: 'There is nothing left to do.' },
} as const;

/** The screens that verify an address, as the server renders them: they need no JavaScript. */
export function VerificationScreen(props: VerificationScreenProps) {
  const { done, problem, token, userId, target, signInPath, websiteBasePath } = props;
  if (done === 'verified' || done === 'verified_already')
    return <Result {...VERIFIED[done]} href={target} label="Continue" />;
  if (problem?.isAboutLink === true)
    return (
      <Result
        title="This link is no longer valid"
        text="It has been used or has expired."
        href={`${websiteBasePath}/verify-email`}
        label="Send a new link"
      />
    );
  if (token !== undefined) return <VerifyForm {...props} />;
  if (userId !== undefined) return <SendForm {...props} />;
  return (
    <Result
      title="Verify your email"
      text="Sign in first. Then we can send you an email with a link."
      href={signInPath}
      label="Sign in"
    />
  );
}
