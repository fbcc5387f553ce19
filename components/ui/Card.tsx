import type { ReactNode } from 'react';

interface CardProps {
  /** Id of the title. */
  id: string;
  title: string;
  /** One or two sentences below the title. */
  description?: ReactNode;
  /** For actions that cannot be undone. */
  destructive?: boolean;
  /**
   * The content. In a form, put the buttons into an element with the class `card-actions`: the footer of the
   * card.
   */
  children: ReactNode;
}

/** A section of an application page. */
export function Card({ id, title, description, destructive = false, children }: CardProps) {
  return (
    <section aria-labelledby={id} className={destructive ? 'card card-destructive' : 'card'}>
      <div className="card-header">
        <h2 id={id} className="text-h2 wrap-anywhere">
          {title}
        </h2>
        {description !== undefined && <p className="text-small text-soft max-w-2xl">{description}</p>}
      </div>
      <div className="card-body">{children}</div>
    </section>
  );
}

/** A surface without a title of its own, for the only form of a page. */
export function Panel({ children }: { children: ReactNode }) {
  return (
    <div className="card">
      <div className="card-body pt-6">{children}</div>
    </div>
  );
}
