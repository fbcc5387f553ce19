import { useId, type ComponentProps } from 'react';
import { CloseWhenSent } from './form/CloseWhenSent';
import { Button } from './form/elements';
import { SubmitButton } from './form/SubmitButton';
import { useTranslations } from './translations';

interface ConfirmDialogProps extends Pick<ComponentProps<typeof SubmitButton>, 'pendingLabel' | 'choice'> {
  /** The label of the button that opens the dialog, and of the one in it that submits the form. */
  label: string;
  /** Added to the label for screen readers where several buttons have the same label. */
  about?: string;
  /** Of the button that opens the dialog. */
  className?: string;
  /** The question. */
  title: string;
  /** What is asked about, as the user has named it. */
  subject?: string;
  /** What happens. */
  text: string;
}

/**
 * Asks before something that cannot be undone. Browsers open the dialog without a script: as a modal one by
 * `command`, and those that do not know that as a popover. Both close it by Escape, and give the focus back.
 * Where neither is known, app/globals.css shows the question on the page. The button in it submits the form
 * around it.
 *
 * @see https://html.spec.whatwg.org/multipage/form-elements.html#attr-button-command
 */
export function ConfirmDialog({ className = 'button', title, subject, text, ...submit }: ConfirmDialogProps) {
  const t = useTranslations('ui');
  const id = useId();
  const { label, about } = submit;
  // Types of React do not have these attributes yet.
  const opens = { command: 'show-modal', commandfor: id };
  const closes = { command: 'close', commandfor: id };
  return (
    <>
      <Button type="button" popoverTarget={id} {...opens} className={`${className} confirm-opener`}>
        {label}
        {about !== undefined && <span className="sr-only">: {about}</span>}
      </Button>
      <dialog id={id} popover="auto" aria-labelledby={`${id}title`} className="confirm">
        <h2 id={`${id}title`} className="text-h3 wrap-anywhere">
          {title}
        </h2>
        {subject !== undefined && (
          <p dir="auto" className="mt-2 line-clamp-4 wrap-anywhere">
            <bdi>{subject}</bdi>
          </p>
        )}
        <p className="text-soft mt-2">{text}</p>
        <div className="mt-5 flex flex-wrap gap-3 max-sm:*:grow">
          <Button
            type="button"
            popoverTarget={id}
            popoverTargetAction="hide"
            {...closes}
            className="button confirm-opener"
          >
            {t('confirm.cancel')}
          </Button>
          <SubmitButton {...submit} className="button button-destructive" />
        </div>
        <CloseWhenSent dialogId={id} />
      </dialog>
    </>
  );
}
