import { REDIRECT_PARAM } from '@/config/session/sessionRoutes';
import { Button, Form, Input } from './form/elements';

interface Choice {
  value: string;
  label: string;
  /** The language of the label, where it is not that of the page. */
  lang?: string;
}

interface ChoiceMenuProps {
  title: string;
  /** Path of the route that stores the choice. */
  action: string;
  /** Name of the form field. */
  field: string;
  choices: readonly Choice[];
  current: string;
  /** Path of the current page, to return to. */
  path: string;
}

/** Chooses one of a few values: a form with a button for each, which works without a script. */
export function ChoiceMenu({ title, action, field, choices, current, path }: ChoiceMenuProps) {
  const titleId = `${field}-label`;
  return (
    <Form method="post" action={action}>
      <Input type="hidden" name={REDIRECT_PARAM} value={path} />
      <div role="group" aria-labelledby={titleId}>
        <p id={titleId} className="text-note text-soft px-3 pt-2 pb-1">
          {title}
        </p>
        <div className="grid grid-cols-[repeat(auto-fit,minmax(4.75rem,1fr))]">
          {choices.map(({ value, label, lang }) => (
            <Button
              key={value}
              name={field}
              value={value}
              lang={lang}
              aria-pressed={value === current}
              className="menu-item menu-choice"
            >
              {label}
            </Button>
          ))}
        </div>
      </div>
    </Form>
  );
}
