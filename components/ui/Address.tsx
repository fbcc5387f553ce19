import { Children, Fragment, type ReactNode } from 'react';

const PARTS = /(?=[@.])/;

const partsOf = (children: ReactNode) =>
  Children.toArray(children).flatMap((child) => (typeof child === 'string' ? child.split(PARTS) : [child]));

/**
 * An email address, which keeps its direction. Where it does not fit, it goes to a line of its own, and wraps
 * at a dot or the @ where that is too short.
 */
export function Address({ children }: { children: ReactNode }) {
  return (
    <bdi className="inline-block max-w-full wrap-anywhere">
      {partsOf(children).map((part, place) => (
        <Fragment key={place}>
          {place > 0 && <wbr />}
          {part}
        </Fragment>
      ))}
    </bdi>
  );
}
