import { useTranslations } from '../ui/translations';

interface ForgotPasswordProps {
  /** The sign-in page, and its form for a new account. */
  signInPath: string;
  signUpPath: string;
}

/** Explains how to recover an account on a site without a mail server. */
export function ForgotPassword({ signInPath, signUpPath }: ForgotPasswordProps) {
  const t = useTranslations('sign-in');
  return (
    <div className="grid max-w-2xl gap-6">
      <h1 className="text-h1 tracking-tight">{t('forgotPassword')}</h1>
      <div className="text-lead grid gap-4">
        <p>{t('noMail.why')}</p>
        <p>{t('noMail.whatToDo')}</p>
      </div>
      <div className="flex flex-wrap gap-3">
        <a className="button button-primary" href={signInPath}>
          {t('backToSignIn')}
        </a>
        <a className="button" href={signUpPath}>
          {t('createAccount')}
        </a>
      </div>
    </div>
  );
}
