import type { ReactNode } from 'react';

export interface Fact {
  term: string;
  detail: ReactNode;
  /** Explains the term in one sentence. */
  hint?: string;
}

/** A list of terms and their values. Its elements have no classes of their own, to keep pages small. */
export function Facts({ facts }: { facts: Fact[] }) {
  return (
    <dl className="facts">
      {facts.map(({ term, detail, hint }) => (
        <div key={term}>
          <dt>
            {term}
            {hint !== undefined && <small>{hint}</small>}
          </dt>
          <dd>{detail}</dd>
        </div>
      ))}
    </dl>
  );
}
