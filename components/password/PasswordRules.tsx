import { passwordProblem, passwordRules, REFUSED_PASSWORDS } from '@/config/rules/passwordRule';

interface PasswordRulesProps {
  password: string;
  /** In characters. */
  minLength: number;
}

/** The rules for a password, each marked once it is met. */
export function PasswordRules({ password, minLength }: PasswordRulesProps) {
  return (
    <>
      <ul className="grid gap-0.5">
        {passwordRules(minLength).map(({ words, holds }) => {
          const met = password !== '' && holds(password);
          return (
            <li key={words} data-met={met} className="data-[met=true]:text-success flex gap-2">
              <span aria-hidden="true" className="w-3 text-center">
                {met ? '✓' : '○'}
              </span>
              {words}
            </li>
          );
        })}
      </ul>
      <p>{REFUSED_PASSWORDS}.</p>
    </>
  );
}

/** The state of the rules for screen readers: what is still wrong, announced when it changes. */
export function PasswordVerdict({ password, minLength }: PasswordRulesProps) {
  return (
    <p role="status" className="sr-only">
      {password !== '' && (passwordProblem(password, minLength) ?? 'This password meets the rules above.')}
    </p>
  );
}
