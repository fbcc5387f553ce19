import { MAX_EMAIL_CHARACTERS } from '@/config/rules/emailRule';
import { Button, Form, Input } from '../ui/form/elements';
import { useTranslations } from '../ui/translations';

/** Searches users by the beginning of their email address. A GET form, so that the URL holds the search. */
export function SearchForm({ email }: { email: string }) {
  const t = useTranslations('admin');
  return (
    <search>
      <Form action="/admin" className="grid max-w-xl gap-1.5">
        <label htmlFor="email" className="text-small font-semibold">
          {t('search.label')}
        </label>
        <div className="flex flex-wrap items-center gap-3">
          <Input
            id="email"
            name="email"
            type="search"
            inputMode="email"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={MAX_EMAIL_CHARACTERS}
            defaultValue={email}
            aria-describedby="email-hint"
            className="field min-w-0 flex-1 basis-52"
          />
          <Button className="button button-primary">{t('search.submit')}</Button>
          {email !== '' && (
            <a href="/admin" className="text-link min-h-target inline-flex items-center">
              {t('search.showAll')}
            </a>
          )}
        </div>
        <p id="email-hint" className="text-note text-soft">
          {t('search.hint')}
        </p>
      </Form>
    </search>
  );
}
