import { ActionForm } from '@/components/ui/form/ActionForm';
import { SubmitButton } from '@/components/ui/form/SubmitButton';
import { sendVerification } from './verificationAction';

/** Reminds somebody that her address is not verified. */
export function VerificationBanner() {
  return (
    <section
      aria-labelledby="verification"
      className="rounded-card border-accent bg-surface grid gap-3 border-l-4 px-5 py-4"
    >
      <h2 id="verification" className="text-h3">
        Is this email address yours?
      </h2>
      <p className="max-w-2xl">
        Nobody has shown that yet. Open the link in a mail that we send you, so that you get back in should
        you forget your password.
      </p>
      <ActionForm action={sendVerification} className="grid grid-cols-1 justify-items-start gap-3">
        <SubmitButton label="Send me the mail" pendingLabel="Sending…" className="button" />
      </ActionForm>
    </section>
  );
}
