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
      className="card border-s-accent border-s-4 px-4 py-2.5 sm:px-5 print:hidden"
    >
      <ActionForm action={sendVerification} className="grid grid-cols-1 gap-2">
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <div className="min-w-0 sm:max-w-2xl sm:flex-1">
            <h2 id="verification" className="text-h3">
              {t('title')}
            </h2>
            <p className="text-small text-soft max-sm:sr-only">{t('lead')}</p>
          </div>
          <SubmitButton label={t('send')} pendingLabel={t('sending')} className="button button-small" />
        </div>
      </ActionForm>
    </section>
  );
}
