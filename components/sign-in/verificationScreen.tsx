'use client';

import { useEffect, useRef, useState, type ComponentProps } from 'react';
import type { EmailVerificationComponentsOverrideProvider } from 'supertokens-auth-react/recipe/emailverification';
import STGeneralError from 'supertokens-web-js/utils/error';
import { signOut, useSessionContext } from 'supertokens-auth-react/recipe/session';
import { functionWords } from '@/config/supertokens/refusalWords';
import { ALREADY_VERIFIED } from '@/config/contracts/sign-in';
import { Screen, Way } from './Screen';
import { rememberMail, timeSinceMail } from './sentMail';

type Overrides = NonNullable<
  ComponentProps<typeof EmailVerificationComponentsOverrideProvider>['components']
>;
type SendOverride = NonNullable<Overrides['EmailVerificationSendVerifyEmail_Override']>;
type SendProps = Omit<ComponentProps<SendOverride>, 'DefaultComponent'>;
type OpenedOverride = NonNullable<Overrides['EmailVerificationVerifyEmailLinkClicked_Override']>;
type OpenedProps = Omit<ComponentProps<OpenedOverride>, 'DefaultComponent'>;

/** As the functions have it: one mail a minute. */
const COOL_DOWN_S = 60;

function wordsOf(error: unknown): string {
  return STGeneralError.isThisError(error) ? (error as Error).message : 'SOMETHING_WENT_WRONG_ERROR';
}

/** Seconds until it may be done again, counted down. */
function useCoolDown() {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    if (seconds === 0) return undefined;
    const timer = setTimeout(() => setSeconds(seconds - 1), 1000);
    return () => clearTimeout(timer);
  }, [seconds]);
  return { seconds, begin: setSeconds };
}

type Sending =
  { state: 'sending' } | { state: 'sent' } | { state: 'sent-before' } | { state: 'failed'; words: string };

/** Has the mail sent when the screen is shown, unless this browser did so before, and again when asked to. */
function useMail({ recipeImplementation, onEmailAlreadyVerified }: SendProps, formUser: string) {
  const [sending, setSending] = useState<Sending>({ state: 'sending' });
  const coolDown = useCoolDown();
  const begun = useRef(false);

  async function send() {
    setSending({ state: 'sending' });
    try {
      const { status } = await recipeImplementation.sendVerificationEmail({ userContext: { formUser } });
      if (status === 'EMAIL_ALREADY_VERIFIED_ERROR') {
        await onEmailAlreadyVerified();
        return;
      }
      rememberMail(formUser);
      setSending({ state: 'sent' });
      coolDown.begin(COOL_DOWN_S);
    } catch (error) {
      setSending({ state: 'failed', words: wordsOf(error) });
    }
  }

  function begin() {
    const sinceMs = timeSinceMail(formUser);
    if (sinceMs === undefined) return send();
    setSending({ state: 'sent-before' });
    coolDown.begin(Math.max(COOL_DOWN_S - Math.floor(sinceMs / 1000), 0));
    return Promise.resolve();
  }

  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    void begin();
  });
  return { sending, send, seconds: coolDown.seconds };
}

const SENDING_WORDS: Record<Sending['state'], string> = {
  sending: 'Sending…',
  sent: 'The mail is on its way. Not there? It may lie among the spam.',
  'sent-before': 'We have sent you a mail with a link. Not there? It may lie among the spam.',
  failed: '',
};

function SendMail(props: SendProps) {
  const session = useSessionContext();
  // The user that this screen is for, whoever signs in in another tab.
  const [formUser] = useState(session.loading ? '' : session.userId);
  const { sending, send, seconds } = useMail(props, formUser);
  const [problem, setProblem] = useState<string>();

  async function leave() {
    try {
      await signOut({ userContext: { formUser } });
      await props.redirectToAuth();
    } catch (error) {
      setProblem((await functionWords(error)) ?? 'SOMETHING_WENT_WRONG_ERROR');
    }
  }

  const waits = sending.state === 'sending' || seconds > 0;
  return (
    <Screen
      title="Verify your email address"
      intro="We send a mail with a link to your address. Open it to show that the address is yours."
      error={problem ?? (sending.state === 'failed' ? sending.words : undefined)}
    >
      <p role="status" data-supertokens="secondaryText">
        {SENDING_WORDS[sending.state]}
      </p>
      <button
        type="button"
        data-supertokens="button"
        aria-disabled={waits}
        onClick={() => {
          if (!waits) void send();
        }}
      >
        {seconds > 0 ? `Send another one in ${seconds} s` : 'Send another one'}
      </button>
      <p>
        <button type="button" data-supertokens="link" onClick={() => void leave()}>
          Sign out
        </button>
      </p>
    </Screen>
  );
}

type Opened = 'waiting' | 'verifying' | 'verified' | 'already-verified' | 'refused';

/** What came of a link. One status is ours, which the SDK passes on and has no type for. */
const opened = new Map<string, Opened>([
  ['OK', 'verified'],
  [ALREADY_VERIFIED, 'already-verified'],
]);

/** Programs that look at links in mails open them as well: the address is verified by whoever presses the button. */
function LinkOpened({ recipeImplementation, onSuccess, loginPath }: OpenedProps & { loginPath: string }) {
  const [state, setState] = useState<Opened>('waiting');
  const [error, setError] = useState<string>();

  async function verify() {
    setState('verifying');
    setError(undefined);
    try {
      const { status } = await recipeImplementation.verifyEmail({ userContext: {} });
      setState(opened.get(status) ?? 'refused');
    } catch (problem) {
      setError(wordsOf(problem));
      setState('waiting');
    }
  }

  if (state === 'verified')
    return (
      <Screen title="Your address is verified" intro="Thank you. That was all.">
        <button type="button" data-supertokens="button" onClick={() => void onSuccess()}>
          Continue
        </button>
      </Screen>
    );
  if (state === 'already-verified')
    return (
      <Screen
        title="Your address is already verified"
        intro="This link was used before. There is nothing left to do."
      >
        <button type="button" data-supertokens="button" onClick={() => void onSuccess()}>
          Continue
        </button>
      </Screen>
    );
  if (state === 'refused')
    return (
      <Screen title="This link is no longer good" intro="It has been used before, or is too old.">
        <Way href={`${loginPath}/verify-email`}>Have another one sent</Way>
      </Screen>
    );
  return (
    <Screen
      title="Verify your email address"
      intro="Press the button if you signed up here with this address."
      error={error}
    >
      <button
        type="button"
        data-supertokens="button"
        aria-disabled={state === 'verifying'}
        onClick={() => {
          if (state === 'waiting') void verify();
        }}
      >
        {state === 'verifying' ? 'Verifying…' : 'Verify this address'}
      </button>
    </Screen>
  );
}

/** The widget's screens for verifying an address, with what its own lack: headings, and buttons that are some. */
export function verificationScreenOverrides(loginPath: string): Overrides {
  return {
    EmailVerificationSendVerifyEmail_Override: function SendVerifyEmail(props) {
      return <SendMail {...props} />;
    },
    EmailVerificationVerifyEmailLinkClicked_Override: function VerifyEmailLinkClicked(props) {
      return <LinkOpened {...props} loginPath={loginPath} />;
    },
  };
}
