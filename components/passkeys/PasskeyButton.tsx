'use client';

import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import { Button } from '../ui/form/elements';
import { describePasskeyProblem, type PasskeyProblemTexts } from './describePasskeyProblem';
import { offerPasskeys, promptForPasskey } from './passkeyPrompt';
import { useIsHydrated } from './useIsHydrated';

interface PasskeyButtonProps {
  /** Where to go afterwards. */
  target: string;
  problems: PasskeyProblemTexts;
  /** The text that replaces the button where there is no JavaScript. */
  withoutScript: string;
  /** The label of the button. */
  children: ReactNode;
}

interface State {
  /** Whether the dialog of the browser is open. */
  isWaiting?: true;
  problem?: string;
}

/** Signs a user in with a passkey: by this button, or from the autofill of the email field. */
export function PasskeyButton({ target, problems, withoutScript, children }: PasskeyButtonProps) {
  const isHydrated = useIsHydrated();
  const [state, setState] = useState<State>({});
  // The widget moves the fragment of the requested page into the query when it starts.
  const hash = useRef('');
  const finish = useCallback(
    (error?: unknown): void => {
      if (error === undefined) window.location.assign(target + hash.current);
      else setState({ problem: describePasskeyProblem(error, problems) });
    },
    [target, problems],
  );
  // A browser has one request at a time: autofill is offered while the dialog is closed.
  useEffect(() => {
    hash.current ||= window.location.hash;
    return state.isWaiting ? undefined : offerPasskeys(finish);
  }, [state, finish]);
  const start = (): void => {
    if (state.isWaiting) return;
    setState({ isWaiting: true });
    promptForPasskey().then(() => finish(), finish);
  };
  return (
    <div className="grid gap-2">
      <Button
        type="button"
        className="button button-method noscript:hidden"
        disabled={!isHydrated}
        aria-disabled={state.isWaiting}
        onClick={start}
      >
        {children}
      </Button>
      <p className="text-small text-soft hidden noscript:block">{withoutScript}</p>
      <p role="alert" className="text-small text-danger empty:hidden">
        {state.problem}
      </p>
    </div>
  );
}
