import type { ReactNode } from 'react';

interface FieldTexts {
  /** The id of the input. */
  id: string;
  hint?: ReactNode;
  problem?: string | undefined;
}

/** The attributes of an input that belong to its {@link FieldFrame}. */
export function fieldAttributes({ id, hint, problem }: FieldTexts) {
  const describedBy = [problem && `${id}-problem`, hint && `${id}-hint`].filter(Boolean).join(' ');
  return {
    id,
    'aria-invalid': problem !== undefined,
    'aria-describedby': describedBy || undefined,
    // For browsers without JavaScript, which receive the rejected form as a new page.
    autoFocus: problem !== undefined,
  };
}

interface FieldFrameProps extends FieldTexts {
  label: string;
  className?: string;
  children: ReactNode;
}

/** The label of an input, and its hint and error, both announced when it gets the focus. */
export function FieldFrame({ id, label, hint, problem, className = '', children }: FieldFrameProps) {
  return (
    <div className={`grid grid-cols-1 gap-1.5 ${className}`}>
      <label htmlFor={id} className="text-small font-semibold">
        {label}
      </label>
      {children}
      {problem !== undefined && (
        <p id={`${id}-problem`} className="text-small text-danger">
          {problem}
        </p>
      )}
      {hint !== undefined && (
        <div id={`${id}-hint`} className="text-note text-soft">
          {hint}
        </div>
      )}
    </div>
  );
}
