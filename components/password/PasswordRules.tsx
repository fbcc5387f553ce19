import { passwordProblem, passwordRules } from '@/config/rules/passwordRule';

/** The texts about the rules for a password. */
export interface PasswordRuleTexts {
  /** One for each of `passwordRules`. */
  rules: readonly string[];
  /** What only the functions can check. */
  refused: string;
  met: string;
  /** The translations of the messages of `passwordProblem`. */
  problems: Readonly<Record<string, string>>;
}

interface PasswordRulesProps {
  password: string;
  /** In characters. */
  minLength: number;
  texts: PasswordRuleTexts;
}

/** The rules for a password, each marked once it is met. */
export function PasswordRules({ password, minLength, texts }: PasswordRulesProps) {
  return (
    <>
      <ul className="grid gap-0.5">
        {passwordRules(minLength).map(({ holds }, place) => {
          const met = password !== '' && holds(password);
          const mark = met ? '✓' : '○';
          return (
            <li key={place} data-met={met} className="data-[met=true]:text-success flex gap-2">
              <span aria-hidden="true" className="w-3 text-center">
                {mark}
              </span>
              {texts.rules[place]}
            </li>
          );
        })}
      </ul>
      <p className="ps-5">{texts.refused}</p>
    </>
  );
}

/** The state of the rules for screen readers: what is still wrong, announced when it changes. */
export function PasswordVerdict({ password, minLength, texts }: PasswordRulesProps) {
  const problem = passwordProblem(password, minLength);
  const verdict = problem === undefined ? texts.met : (texts.problems[problem] ?? problem);
  return (
    <p role="status" className="sr-only">
      {password !== '' && verdict}
    </p>
  );
}
