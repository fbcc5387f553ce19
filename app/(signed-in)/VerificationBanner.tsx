import { cookies } from 'next/headers';
import { ActionForm } from '@/components/form/ActionForm';
import { SubmitButton } from '@/components/form/SubmitButton';
import { readAccessToken } from '@/config/accessToken';
import { getEnv } from '@/config/env';
import { SESSION_COOKIES } from '@/config/sessionCookies';
import { sendVerification } from './verificationAction';

/**
 * Reminds somebody that her address is not verified. What her token says of that is not proven here: it decides about
 * these words and nothing else.
 */
export async function VerificationBanner() {
  const token = (await cookies()).get(SESSION_COOKIES.access)?.value;
  const isUnverified = readAccessToken(token ?? '')?.emailVerified === false;
  if (getEnv().emailVerification === 'off' || !isUnverified) return null;
  return (
    <section
      aria-labelledby="verification"
      className="rounded-card border-brass bg-surface grid gap-3 border-l-4 px-5 py-4"
    >
      <h2 id="verification" className="text-h3">
        Is this e-mail address yours?
      </h2>
      <p className="max-w-2xl">
        Nobody has shown that yet. Open the link in a mail that we send you, so that you get back in should
        you forget your password.
      </p>
      <ActionForm action={sendVerification} className="grid grid-cols-1 justify-items-start gap-3">
        <SubmitButton label="Send me the mail" pendingLabel="Sending…" className="action" />
      </ActionForm>
    </section>
  );
}
