'use client';

import { useRouter } from 'next/navigation';
import { use, useState } from 'react';
import type { PasskeyAdded } from '@/config/contracts/passkeys';
import { Button } from '../ui/form/elements';
import { FormOutcome } from '../ui/form/FormOutcome';
import { INITIAL_STATE, type FormState } from '../ui/form/formState';
import { FormUserContext } from '../ui/form/FormUser';
import { withMailProblem } from '../ui/form/mailProblem';
import { describePasskeyProblem } from './describePasskeyProblem';
import { RefusedStep } from './postStep';
import { registerPasskey } from './register';
import { useIsHydrated } from './useIsHydrated';

const describeAdded = ({ passkey, notified }: PasskeyAdded): string =>
  withMailProblem(`Passkey “${passkey.name}” added. You can change its name below.`, notified);

interface AddPasskeyProps {
  /** Pages that ask the user for a fresh proof and lead back here, by the code of the refusal. */
  proofPaths: Readonly<Record<string, string>>;
}

/** A button that adds a passkey to the account. */
export function AddPasskey({ proofPaths }: AddPasskeyProps) {
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
    else {
      const reason = code === 'USER_CHANGED' ? 'other-user' : undefined;
      setState({ status: 'refused', message: describePasskeyProblem(error), reason, values: {} });
    }
  };

  const add = async (): Promise<void> => {
    if (isWaiting) return;
    setWaiting(true);
    setState(INITIAL_STATE);
    try {
      const added = await registerPasskey(formUser);
      setState({ status: 'done', message: describeAdded(added) });
      router.refresh();
    } catch (error) {
      refuse(error);
    }
    setWaiting(false);
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
        {isWaiting ? 'Adding…' : 'Add a passkey'}
      </Button>
      <p className="hidden noscript:block">
        Adding a passkey requires JavaScript. Allow it for this site, then reload this page.
      </p>
    </div>
  );
}
