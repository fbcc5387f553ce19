import type { ReactNode } from 'react';

export interface Fact {
  term: string;
  detail: ReactNode;
  /** Explains the term in one sentence. */
  hint?: string;
}

/** A list of terms and their values. */
export function Facts({ facts }: { facts: Fact[] }) {
  return (
    <dl className="facts">
      {facts.map(({ term, detail, hint }) => (
        <div key={term} className="grid gap-x-6 gap-y-1 px-5 py-3 sm:grid-cols-[12rem_1fr] sm:px-6">
          <dt className="font-semibold">
            {term}
            {hint !== undefined && (
              <span className="text-note text-soft block leading-snug font-normal">{hint}</span>
            )}
          </dt>
          <dd className="min-w-0">{detail}</dd>
        </div>
      ))}
    </dl>
  );
}
