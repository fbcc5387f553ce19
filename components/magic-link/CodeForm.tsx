import { Form, Input } from '@/components/ui/form/elements';
import { FieldFrame, fieldAttributes } from '@/components/ui/form/FieldFrame';
import { OnceButton } from '@/components/ui/form/OnceButton';
import { useTranslations } from '@/components/ui/translations';
import { LINK_FIELDS, MAGIC_LINK_FORMS } from '@/config/contracts/magic-link';
import { REDIRECT_PARAM } from '@/config/session/sessionRoutes';

/** The page to go to after signing in; undefined for the default. */
export function RedirectField({ path }: { path: string | undefined }) {
  return path === undefined ? null : <Input type="hidden" name={REDIRECT_PARAM} value={path} readOnly />;
}

interface CodeFormProps {
  /** Identifies the request that the code belongs to. */
  requestId: string;
  /** The address that the code was sent to. */
  email: string;
  redirectToPath: string | undefined;
  /** What is wrong with the code that the user entered. */
  problem: string | undefined;
}

/** Asks for the code from the email. */
export function CodeForm({ requestId, email, redirectToPath, problem }: CodeFormProps) {
  const t = useTranslations('magic-link');
  const field = { id: 'code', problem };
  return (
    <Form method="post" action={MAGIC_LINK_FORMS.code} className="grid max-w-xl grid-cols-1 gap-4">
      <Input type="hidden" name={LINK_FIELDS.request} value={requestId} readOnly />
      <Input type="hidden" name={LINK_FIELDS.email} value={email} readOnly />
      <RedirectField path={redirectToPath} />
      <FieldFrame label={t('code.label')} {...field}>
        <Input
          {...fieldAttributes(field)}
          name={LINK_FIELDS.code}
          type="text"
          inputMode="numeric"
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          required
          autoFocus
          className="field"
        />
      </FieldFrame>
      <div>
        <OnceButton label={t('signIn')} pendingLabel={t('signingIn')} />
      </div>
    </Form>
  );
}
