import { Form, Input } from '@/components/ui/form/elements';
import { OnceButton } from '@/components/ui/form/OnceButton';
import { useTranslations } from '@/components/ui/translations';
import {
  ELSEWHERE_CONFIRMED,
  LINK_FIELDS,
  MAGIC_LINK_FORMS,
  type LinkQuery,
} from '@/config/contracts/magic-link';
import { addressText } from '../ui/addressText';
import { RedirectField } from './CodeForm';

interface LinkFormProps {
  link: LinkQuery;
  /** The address that the link is for. */
  email: string;
  redirectToPath: string | undefined;
  /** Random: a browser without JavaScript may send the form twice. */
  attempt: string;
  /** Whether another browser requested the link, so that the user has to confirm it. */
  isElsewhere: boolean;
}

/**
 * The button that signs in with a link. Programs that scan mails open links, too, so opening one changes
 * nothing.
 */
export function LinkForm({ link, email, redirectToPath, attempt, isElsewhere }: LinkFormProps) {
  const t = useTranslations('magic-link');
  return (
    <Form method="post" action={MAGIC_LINK_FORMS.link} className="grid max-w-xl grid-cols-1 gap-5">
      <Input type="hidden" name={LINK_FIELDS.request} value={link.id} readOnly />
      <Input type="hidden" name={LINK_FIELDS.code} value={link.code} readOnly />
      <Input type="hidden" name={LINK_FIELDS.email} value={email} readOnly />
      <Input type="hidden" name={LINK_FIELDS.attempt} value={attempt} readOnly />
      <RedirectField path={redirectToPath} />
      {isElsewhere && (
        <>
          <Input type="hidden" name={LINK_FIELDS.elsewhere} value={ELSEWHERE_CONFIRMED} readOnly />
          <div className="rounded-small border-accent bg-sunken grid gap-2 border-s-4 px-4 py-3">
            <p>{t.rich('link.elsewhere', { email, user: addressText })}</p>
            <p>{t('link.warning')}</p>
          </div>
        </>
      )}
      <div>
        <OnceButton label={isElsewhere ? t('link.confirm') : t('signIn')} pendingLabel={t('signingIn')} />
      </div>
    </Form>
  );
}
