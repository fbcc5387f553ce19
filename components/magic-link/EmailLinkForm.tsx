import { Button, Form, Input } from '@/components/ui/form/elements';
import { FieldFrame, fieldAttributes } from '@/components/ui/form/FieldFrame';
import { MethodIcon } from '@/components/ui/MethodIcon';
import { useTranslations } from '@/components/ui/translations';
import { MAGIC_LINK_FORMS } from '@/config/contracts/magic-link';
import { CONFIRMS_FIELD } from '@/config/session/sessionRoutes';
import { RedirectField } from './CodeForm';

interface EmailLinkFormProps {
  redirectToPath: string | undefined;
  /** The address that was entered before the form was refused. */
  email: string;
  /** Whether the user signs in to confirm who they are. */
  confirms: boolean;
  /** What is wrong with the address. */
  linkProblem: string | undefined;
}

/** Asks for the address to send a link and a code to. Works without JavaScript. */
export function EmailLinkForm({ redirectToPath, email, confirms, linkProblem }: EmailLinkFormProps) {
  const t = useTranslations('magic-link');
  const field = { id: 'email-for-link', problem: linkProblem };
  return (
    <Form method="post" action={MAGIC_LINK_FORMS.request} className="grid gap-3">
      <RedirectField path={redirectToPath} />
      {confirms && <Input type="hidden" name={CONFIRMS_FIELD} value="1" readOnly />}
      <FieldFrame label={t('request.label')} {...field}>
        <Input
          {...fieldAttributes(field)}
          name="email"
          type="email"
          autoComplete="email"
          autoCapitalize="none"
          spellCheck={false}
          required
          defaultValue={email}
          className="field"
        />
      </FieldFrame>
      <Button className="button button-method">
        <MethodIcon method="email" />
        <span className="min-w-0">{t('request.send')}</span>
      </Button>
    </Form>
  );
}
