import { Form } from '@/components/ui/form/elements';
import { OnceButton } from '@/components/ui/form/OnceButton';
import { useTranslations } from '@/components/ui/translations';
import { MAGIC_LINK_FORMS } from '@/config/contracts/magic-link';
import { MAIL_PAUSE_SECONDS } from '@/config/rules/limits';
import { RedirectField } from './CodeForm';

interface ResendFormProps {
  redirectToPath: string | undefined;
  /** Where to enter another address. */
  signInPath: string;
}

/** What to do where no email arrives: request another one, or use another address. */
export function ResendForm({ redirectToPath, signInPath }: ResendFormProps) {
  const t = useTranslations('magic-link');
  return (
    <section aria-labelledby="no-email" className="grid justify-items-start gap-3">
      <h2 id="no-email" className="text-h3">
        {t('resend.title')}
      </h2>
      <p className="max-w-xl">{t('resend.hint', { seconds: MAIL_PAUSE_SECONDS })}</p>
      <Form method="post" action={MAGIC_LINK_FORMS.resend}>
        <RedirectField path={redirectToPath} />
        <OnceButton label={t('resend.send')} pendingLabel={t('resend.sending')} className="button" />
      </Form>
      <a className="text-link min-h-target inline-flex items-center" href={signInPath}>
        {t('resend.otherAddress')}
      </a>
    </section>
  );
}
