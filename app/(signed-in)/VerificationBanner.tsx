import { ActionForm } from '@/components/ui/form/ActionForm';
import { SubmitButton } from '@/components/ui/form/SubmitButton';
import { useTranslations } from '@/components/ui/translations';
import { sendVerification } from './verificationAction';

/** Reminds users that their email address is not verified. */
export function VerificationBanner() {
  const t = useTranslations('verification');
  return (
    <section
      aria-labelledby="verification"
      className="card border-s-accent grid gap-3 border-s-4 px-5 py-4 sm:px-6 print:hidden"
    >
      <h2 id="verification" className="text-h3">
        {t('title')}
      </h2>
      <p className="text-small text-soft max-w-2xl">{t('lead')}</p>
      <ActionForm action={sendVerification} className="grid grid-cols-1 justify-items-start gap-3">
        <SubmitButton label={t('send')} pendingLabel={t('sending')} className="button button-small" />
      </ActionForm>
    </section>
  );
}
