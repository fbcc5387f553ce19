'use client';

import { useEffect, useRef, useState, type ComponentProps } from 'react';
import type { EmailVerificationComponentsOverrideProvider } from 'supertokens-auth-react/recipe/emailverification';
import STGeneralError from 'supertokens-web-js/utils/error';
import { Screen, Way } from './Screen';

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
  return { seconds, begin: () => setSeconds(COOL_DOWN_S) };
}

/**
 * The mail that is sent by itself when the screen comes up. The widget mounts its screens anew whenever it has looked at the
 * session again, so that a component cannot know whether it was sent: the page does.
 */
let firstMail: ReturnType<SendProps['recipeImplementation']['sendVerificationEmail']> | undefined;

type Sending = { state: 'sending' } | { state: 'sent' } | { state: 'failed'; words: string };

/** Has the mail sent when the screen is shown, and again when asked to. */
function useMail({ recipeImplementation, onEmailAlreadyVerified }: SendProps) {
  const [sending, setSending] = useState<Sending>({ state: 'sending' });
  const coolDown = useCoolDown();
  const begun = useRef(false);

  async function send(mail = recipeImplementation.sendVerificationEmail({ userContext: {} })) {
    setSending({ state: 'sending' });
    try {
      const { status } = await mail;
      if (status === 'EMAIL_ALREADY_VERIFIED_ERROR') {
        await onEmailAlreadyVerified();
        return;
      }
      setSending({ state: 'sent' });
      coolDown.begin();
    } catch (error) {
      setSending({ state: 'failed', words: wordsOf(error) });
    }
  }

  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    firstMail ??= recipeImplementation.sendVerificationEmail({ userContext: {} });
    void send(firstMail);
  });
  return { sending, send, seconds: coolDown.seconds };
}

function SendMail(props: SendProps) {
  const { sending, send, seconds } = useMail(props);
  const waits = sending.state === 'sending' || seconds > 0;
  return (
    <Screen
      title="Verify your e-mail address"
      intro="We send a mail with a link to your address. Open it to show that the address is yours."
      error={sending.state === 'failed' ? sending.words : undefined}
    >
      <p role="status" data-supertokens="secondaryText">
        {sending.state === 'sending' && 'Sending…'}
        {sending.state === 'sent' && 'The mail is on its way. Not there? It may lie among the spam.'}
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
        <button
          type="button"
          data-supertokens="link"
          onClick={() => {
            firstMail = undefined;
            void props.signOut();
          }}
        >
          Sign out
        </button>
      </p>
    </Screen>
  );
}

type Opened = 'waiting' | 'verifying' | 'verified' | 'already-verified' | 'refused';

/** A link is used up by its first use. Whether the address is verified since, only the user's session can ask. */
async function whyRefused({ isEmailVerified }: OpenedProps['recipeImplementation']): Promise<Opened> {
  try {
    const { isVerified } = await isEmailVerified({ userContext: {} });
    return isVerified ? 'already-verified' : 'refused';
  } catch {
    return 'refused';
  }
}

/** Programs that look at links in mails open them as well: the address is verified by whoever presses the button. */
function LinkOpened({ recipeImplementation, onSuccess, loginPath }: OpenedProps & { loginPath: string }) {
  const [state, setState] = useState<Opened>('waiting');
  const [error, setError] = useState<string>();

  async function verify() {
    setState('verifying');
    setError(undefined);
    try {
      const { status } = await recipeImplementation.verifyEmail({ userContext: {} });
      setState(status === 'OK' ? 'verified' : await whyRefused(recipeImplementation));
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
      title="Verify your e-mail address"
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
export function verificationOverrides(loginPath: string): Overrides {
  return {
    EmailVerificationSendVerifyEmail_Override: function SendVerifyEmail(props) {
      return <SendMail {...props} />;
    },
    EmailVerificationVerifyEmailLinkClicked_Override: function VerifyEmailLinkClicked(props) {
      return <LinkOpened {...props} loginPath={loginPath} />;
    },
  };
}
