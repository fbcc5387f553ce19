import type { ReactNode } from 'react';
import { MethodIcon } from '../ui/MethodIcon';
import { useTranslations } from '../ui/translations';
import { PasskeyButton } from './PasskeyButton';
import { usePasskeyProblemTexts } from './usePasskeyProblemTexts';

interface SignInWithPasskeyProps {
  /** Where to go afterwards. */
  target: string;
  /** The label of the button. */
  children: ReactNode;
}

/** Signs a user in with a passkey, see {@link PasskeyButton}. */
export function SignInWithPasskey({ target, children }: SignInWithPasskeyProps) {
  const t = useTranslations('passkeys');
  const problems = usePasskeyProblemTexts();
  return (
    <PasskeyButton target={target} problems={problems} withoutScript={t('signInNeedsScript')}>
      <MethodIcon method="passkey" />
      <span className="min-w-0">{children}</span>
    </PasskeyButton>
  );
}
