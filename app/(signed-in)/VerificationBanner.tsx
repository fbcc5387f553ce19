import { ActionForm } from '@/components/ui/form/ActionForm';
import { SubmitButton } from '@/components/ui/form/SubmitButton';
import { sendVerification } from './verificationAction';

/** Reminds users that their email address is not verified. */
export function VerificationBanner() {
  return (
    <section
      aria-labelledby="verification"
      className="rounded-card border-accent bg-surface grid gap-3 border-s-4 px-5 py-4"
    >
      <h2 id="verification" className="text-h3">
        Verify your email
      </h2>
      <p className="max-w-2xl">
        We&apos;ll send you an email with a link. A verified address lets you reset your password if you
        forget it.
      </p>
      <ActionForm action={sendVerification} className="grid grid-cols-1 justify-items-start gap-3">
        <SubmitButton label="Send verification email" pendingLabel="Sending…" className="button" />
      </ActionForm>
    </section>
  );
}
