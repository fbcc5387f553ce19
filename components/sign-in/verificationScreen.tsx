'use client';

import { useEffect, useRef, useState, type ComponentProps } from 'react';
import type { EmailVerificationComponentsOverrideProvider } from 'supertokens-auth-react/recipe/emailverification';
import { useTranslation } from 'supertokens-auth-react';
import STGeneralError from 'supertokens-web-js/utils/error';
import { signOut, useSessionContext } from 'supertokens-auth-react/recipe/session';
import { MAIL_PAUSE_SECONDS } from '@/config/rules/limits';
import { functionMessage } from '@/config/supertokens/errorMessages';
import { ALREADY_VERIFIED } from '@/config/contracts/sign-in';
import { redirectQuery } from './loginUrl';
import { Screen, ScreenLink } from './Screen';
import { rememberMail, timeSinceMail } from './sentMail';

type Overrides = NonNullable<
  ComponentProps<typeof EmailVerificationComponentsOverrideProvider>['components']
>;
type SendOverride = NonNullable<Overrides['EmailVerificationSendVerifyEmail_Override']>;
type SendProps = Omit<ComponentProps<SendOverride>, 'DefaultComponent'>;
type OpenedOverride = NonNullable<Overrides['EmailVerificationVerifyEmailLinkClicked_Override']>;
type OpenedProps = Omit<ComponentProps<OpenedOverride>, 'DefaultComponent'>;

function errorText(error: unknown): string {
  return STGeneralError.isThisError(error) ? (error as Error).message : 'SOMETHING_WENT_WRONG_ERROR';
}

/** Counts down the seconds until the user may send again. */
function useCoolDown() {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    if (seconds === 0) return undefined;
    const timer = setTimeout(() => setSeconds(seconds - 1), 1000);
    return () => clearTimeout(timer);
  }, [seconds]);
  return { seconds, begin: setSeconds };
}

type SendState =
  { state: 'sending' } | { state: 'sent' } | { state: 'sent-before' } | { state: 'failed'; words: string };

/** Sends the mail when the screen is shown, unless this browser has sent it before, and again on request. */
function useMail({ recipeImplementation, onEmailAlreadyVerified }: SendProps, formUser: string) {
  const [sending, setSending] = useState<SendState>({ state: 'sending' });
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
      coolDown.begin(MAIL_PAUSE_SECONDS);
    } catch (error) {
      setSending({ state: 'failed', words: errorText(error) });
    }
  }

  function begin() {
    const sinceMs = timeSinceMail(formUser);
    if (sinceMs === undefined) return send();
    setSending({ state: 'sent-before' });
    coolDown.begin(Math.max(MAIL_PAUSE_SECONDS - Math.floor(sinceMs / 1000), 0));
    return Promise.resolve();
  }

  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    void begin();
  });
  return { sending, send, seconds: coolDown.seconds };
}

const SEND_STATE_TEXTS: Record<Exclude<SendState['state'], 'failed'>, string> = {
  sending: 'widget.sending',
  sent: 'verification.sent',
  'sent-before': 'widget.sentBefore',
};

function SendMail(props: SendProps) {
  const t = useTranslation();
  const session = useSessionContext();
  // Stays the user of this screen even if another one signs in in another tab.
  const [formUser] = useState(session.loading ? '' : session.userId);
  const { sending, send, seconds } = useMail(props, formUser);
  const [problem, setProblem] = useState<string>();

  async function leaveSignedOut() {
    try {
      await signOut({ userContext: { formUser } });
      await props.redirectToAuth();
    } catch (error) {
      setProblem((await functionMessage(error, t)) ?? 'SOMETHING_WENT_WRONG_ERROR');
    }
  }

  const isWaiting = sending.state === 'sending' || seconds > 0;
  return (
    <Screen
      title={t('titles.verifyEmail')}
      intro={t('verification.lead')}
      error={problem ?? (sending.state === 'failed' ? sending.words : undefined)}
    >
      <p role="status" data-supertokens="secondaryText">
        {sending.state !== 'failed' && t(SEND_STATE_TEXTS[sending.state])}
      </p>
      <button
        type="button"
        data-supertokens="button"
        aria-disabled={isWaiting}
        onClick={() => {
          if (!isWaiting) void send();
        }}
      >
        {seconds > 0 ? t('widget.sendAgainIn').replace('{seconds}', String(seconds)) : t('sendAgain')}
      </button>
      <p>
        <button type="button" data-supertokens="link" onClick={() => void leaveSignedOut()}>
          {t('verification.signOut')}
        </button>
      </p>
    </Screen>
  );
}

type LinkState = 'waiting' | 'verifying' | 'verified' | 'already-verified' | 'refused';

/** Statuses of the verify call. ALREADY_VERIFIED is our own; the SDK passes it on but has no type for it. */
const LINK_STATES = new Map<string, LinkState>([
  ['OK', 'verified'],
  [ALREADY_VERIFIED, 'already-verified'],
]);

/** A result after which the user continues. */
function Verified({
  title,
  intro,
  onContinue,
}: Record<'title' | 'intro', string> & { onContinue: () => void }) {
  const t = useTranslation();
  return (
    <Screen title={title} intro={intro}>
      <button type="button" data-supertokens="button" onClick={onContinue}>
        {t('verification.continue')}
      </button>
    </Screen>
  );
}

/** Verifies the address at the press of a button, because programs that scan mails open links, too. */
function VerifyLink({ recipeImplementation, onSuccess, loginPath }: OpenedProps & { loginPath: string }) {
  const t = useTranslation();
  const [state, setState] = useState<LinkState>('waiting');
  const [error, setError] = useState<string>();

  async function verify() {
    setState('verifying');
    setError(undefined);
    try {
      const { status } = await recipeImplementation.verifyEmail({ userContext: {} });
      setState(LINK_STATES.get(status) ?? 'refused');
    } catch (problem) {
      setError(errorText(problem));
      setState('waiting');
    }
  }

  const onContinue = () => void onSuccess();
  if (state === 'verified')
    return (
      <Verified title={t('verification.done')} intro={t('verification.doneLead')} onContinue={onContinue} />
    );
  if (state === 'already-verified')
    return (
      <Verified title={t('verification.already')} intro={t('widget.alreadyLead')} onContinue={onContinue} />
    );
  if (state === 'refused')
    return (
      <Screen title={t('verification.linkInvalid')} intro={t('verification.linkInvalidLead')}>
        <ScreenLink href={`${loginPath}/verify-email${redirectQuery()}`}>
          {t('verification.sendNew')}
        </ScreenLink>
      </Screen>
    );
  return (
    <Screen title={t('titles.verifyEmail')} intro={t('verification.confirmLead')} error={error}>
      <button
        type="button"
        data-supertokens="button"
        aria-disabled={state === 'verifying'}
        onClick={() => {
          if (state === 'waiting') void verify();
        }}
      >
        {t(state === 'verifying' ? 'widget.verifying' : 'verification.confirm')}
      </button>
    </Screen>
  );
}

/** Replaces the widget's verification screens with accessible ones. */
export function verificationScreenOverrides(loginPath: string): Overrides {
  return {
    EmailVerificationSendVerifyEmail_Override: function SendVerifyEmail(props) {
      return <SendMail {...props} />;
    },
    EmailVerificationVerifyEmailLinkClicked_Override: function VerifyEmailLinkClicked(props) {
      return <VerifyLink {...props} loginPath={loginPath} />;
    },
  };
}
