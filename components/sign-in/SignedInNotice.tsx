import { textLink } from '../ui/textLink';
import { useTranslations } from '../ui/translations';

/**
 * Leads a user who is signed in on from the sign-in page.
 *
 * @param target the page that they wanted
 */
export function SignedInNotice({ target }: { target: string }) {
  const t = useTranslations('sign-in');
  return <p className="mb-4">{t.rich('signedInAlready', { link: textLink(target) })}</p>;
}
