'use client';

import { Code } from '../ui/Code';
import { Time } from '../ui/Time';

/** A claim as the table shows it. */
export interface ClaimRow {
  claim: string;
  name: string;
  meaning: string;
  /** A text, or a time in milliseconds since the epoch; undefined where there is none. */
  value: string | number | undefined;
}

interface ClaimRowsProps {
  rows: readonly ClaimRow[];
  /** What to show of a claim without a value. */
  none: string;
}

function ClaimValue({ value, none }: Pick<ClaimRow, 'value'> & Pick<ClaimRowsProps, 'none'>) {
  if (value === undefined) return <span className="text-soft">{none}</span>;
  return typeof value === 'number' ? <Time at={value} /> : <Code>{value}</Code>;
}

/**
 * The rows of the table of claims. A client component, so that the page contains the elements of the rows
 * once, as HTML. Those of a server component are in it again, as data for React, and are half of the page
 * (docs/decisions/090-keep-protected-pages-cheap.md).
 */
export function ClaimRows({ rows, none }: ClaimRowsProps) {
  return (
    <tbody className="claims">
      {rows.map(({ claim, name, meaning, value }) => (
        <tr key={claim}>
          <th scope="row">
            {name} <code>{claim}</code>
            <small>{meaning}</small>
          </th>
          <td>
            <ClaimValue value={value} none={none} />
          </td>
        </tr>
      ))}
    </tbody>
  );
}
