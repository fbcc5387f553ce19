import { REDIRECT_PARAM } from '@/config/session/sessionRoutes';
import { LANGUAGE_FIELD, LANGUAGE_PATH, LANGUAGES, landingPath, type LanguageCode } from '@/config/languages';
import { Button, Form, Input } from '../ui/form/elements';

interface LandingLanguagesProps {
  label: string;
  /** The languages of the site. With one, there is nothing to choose. */
  offered: readonly LanguageCode[];
  current: LanguageCode;
}

/**
 * The landing page in other languages. Forms, because the choice is kept for the pages behind this one, whose
 * language does not depend on their address.
 */
export function LandingLanguages({ label, offered, current }: LandingLanguagesProps) {
  const others = offered.filter((code) => code !== current);
  if (others.length === 0) return null;
  return (
    <footer className="border-line border-t">
      <nav aria-label={label} className="max-w-page px-margin mx-auto w-full py-6">
        <ul className="flex flex-wrap gap-3">
          {others.map((code) => (
            <li key={code} lang={code} data-untranslated>
              <Form method="post" action={LANGUAGE_PATH}>
                <Input type="hidden" name={REDIRECT_PARAM} value={landingPath(code, offered)} />
                <Button className="button button-small" name={LANGUAGE_FIELD} value={code}>
                  {LANGUAGES[code].name}
                </Button>
              </Form>
            </li>
          ))}
        </ul>
      </nav>
    </footer>
  );
}
