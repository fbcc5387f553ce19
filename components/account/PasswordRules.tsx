import { PASSWORD_RULES, passwordProblem } from '@/config/passwordRule';

/** What a password has to be, each rule marked as soon as it is met. Nothing is marked before anything is typed. */
export function PasswordRules({ password }: { password: string }) {
  return (
    <ul className="grid gap-0.5">
      {PASSWORD_RULES.map(({ words, holds }) => {
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
  );
}

/** The same for those who do not see the marks: what is still wrong, said when it changes. */
export function PasswordVerdict({ password }: { password: string }) {
  return (
    <p role="status" className="sr-only">
      {password !== '' && (passwordProblem(password) ?? 'This password will do.')}
    </p>
  );
}
