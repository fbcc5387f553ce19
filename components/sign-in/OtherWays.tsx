import type { ReactNode } from 'react';
import type { SignInMethod } from '@/config/signInMethods';
import { MethodIcon } from '../ui/MethodIcon';
import { useTranslations } from '../ui/translations';
import { ProblemNotice } from './ProblemNotice';

/** A way to sign in besides the password. */
export interface OtherWay {
  method: SignInMethod;
  label: string;
  /** Where its link leads; undefined for a way that needs `control`. */
  href?: string;
  /** Replaces the link, for a way that needs a form or a script. */
  control?: ReactNode;
}

function LastUsed() {
  const t = useTranslations('sign-in');
  return <span className="text-note text-soft ms-2 font-normal">{t('otherWays.lastUsed')}</span>;
}

interface OtherWaysProps {
  ways: readonly OtherWay[];
  /** How the user of this browser signed in last, if it is known. */
  lastUsed: SignInMethod | undefined;
  /** Whether the form for email and password is above. */
  hasPassword: boolean;
  /** Why one of these ways was refused, where there is no other form to say it. */
  problem?: string | undefined;
}

/** The ways to sign in besides the password, as links that work without JavaScript. */
export function OtherWays({ ways, lastUsed, hasPassword, problem }: OtherWaysProps) {
  const t = useTranslations('sign-in');
  if (ways.length === 0) return null;
  return (
    <section aria-labelledby="other-ways" className="mt-8 grid gap-4">
      <h2 id="other-ways" className={hasPassword ? 'text-small text-soft font-bold' : 'text-h2'}>
        {hasPassword ? t('otherWays.title') : t('signIn')}
      </h2>
      {problem !== undefined && <ProblemNotice text={problem} />}
      {hasPassword && lastUsed === 'password' && (
        <p className="text-small text-soft">{t('otherWays.lastPassword')}</p>
      )}
      <ul className="grid gap-3">
        {ways.map(({ method, label, href, control }) => (
          <li key={method}>
            {control === undefined ? (
              <a className="button button-method" href={href}>
                <MethodIcon method={method} />
                <span className="min-w-0">
                  {label} {method === lastUsed && <LastUsed />}
                </span>
              </a>
            ) : (
              <>
                {control}
                {method === lastUsed && <LastUsed />}
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
