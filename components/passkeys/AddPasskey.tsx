'use client';

import { useRouter } from 'next/navigation';
import { startTransition, use, useState } from 'react';
import { Button } from '../ui/form/elements';
import { FormOutcome } from '../ui/form/FormOutcome';
import { INITIAL_STATE, type FormState } from '../ui/form/formState';
import { FormUserContext } from '../ui/form/FormUser';
import { describePasskeyProblem, type PasskeyProblemTexts } from './describePasskeyProblem';
import { RefusedStep } from './postStep';
import { registerPasskey } from './register';
import { useIsHydrated } from './useIsHydrated';

interface AddPasskeyTexts {
  add: string;
  adding: string;
  withoutScript: string;
  /** `{name}` stands for the name of the new passkey. */
  added: string;
  /** `{name}` stands for the name of the new passkey. Shown if the notification was not sent. */
  addedUnnotified: string;
  problems: PasskeyProblemTexts;
}

interface AddPasskeyProps {
  /** Pages that ask the user for a fresh proof and lead back here, by the code of the refusal. */
  proofPaths: Readonly<Record<string, string>>;
  texts: AddPasskeyTexts;
}

function refusedState(error: unknown, problems: PasskeyProblemTexts): FormState {
  const isOtherUser = error instanceof RefusedStep && error.code === 'USER_CHANGED';
  return {
    status: 'refused',
    message: describePasskeyProblem(error, problems),
    reason: isOtherUser ? 'other-user' : undefined,
    values: {},
  };
}

/** A button that adds a passkey to the account. */
export function AddPasskey({ proofPaths, texts }: AddPasskeyProps) {
  const formUser = use(FormUserContext) ?? '';
  const router = useRouter();
  const isHydrated = useIsHydrated();
  const [isWaiting, setWaiting] = useState(false);
  const [state, setState] = useState<FormState>(INITIAL_STATE);

  const refuse = (error: unknown): void => {
    const code = error instanceof RefusedStep ? error.code : undefined;
    const proofPath = proofPaths[code ?? ''];
    if (proofPath !== undefined) window.location.assign(proofPath);
    // Without a session, the page leads to the sign-in page.
    else if (code === 'SESSION_REQUIRED') window.location.reload();
    else setState(refusedState(error, texts.problems));
  };

  const add = async (): Promise<void> => {
    if (isWaiting) return;
    setWaiting(true);
    setState(INITIAL_STATE);
    try {
      const { passkey, notified } = await registerPasskey(formUser);
      const text = notified ? texts.added : texts.addedUnnotified;
      const message = text.replace('{name}', () => passkey.name);
      // The message appears with the new list.
      startTransition(() => {
        router.refresh();
        setState({ status: 'done', message });
        setWaiting(false);
      });
    } catch (error) {
      refuse(error);
      setWaiting(false);
    }
  };

  return (
    <div className="grid grid-cols-1 justify-items-start gap-4">
      <FormOutcome state={state} />
      <Button
        type="button"
        className="button button-primary noscript:hidden"
        disabled={!isHydrated}
        aria-disabled={isWaiting}
        onClick={() => void add()}
      >
        {isWaiting ? texts.adding : texts.add}
      </Button>
      <p className="hidden noscript:block">{texts.withoutScript}</p>
    </div>
  );
}
