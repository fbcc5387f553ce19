import type { ReactNode } from 'react';

interface SectionProps {
  id: string;
  title: string;
  /** Whether the section stands out from those around it. */
  raised?: boolean;
  children: ReactNode;
}

/** A section of the landing page. */
export function Section({ id, title, raised = false, children }: SectionProps) {
  return (
    <section aria-labelledby={id} className={raised ? 'border-line bg-surface border-y' : undefined}>
      <div className="max-w-page px-margin mx-auto grid w-full grid-cols-1 gap-10 py-14 sm:py-20">
        <h2 id={id} className="text-display-section">
          {title}
        </h2>
        {children}
      </div>
    </section>
  );
}
