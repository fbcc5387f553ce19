import { Children, Fragment, type ReactNode } from 'react';

const PARTS = /(?=[@.])/;

const partsOf = (children: ReactNode) =>
  Children.toArray(children).flatMap((child) => (typeof child === 'string' ? child.split(PARTS) : [child]));

/** An email address, which keeps its direction. Where it does not fit, it wraps at a dot or the @. */
export function Address({ children }: { children: ReactNode }) {
  return (
    <bdi className="wrap-anywhere">
      {partsOf(children).map((part, place) => (
        <Fragment key={place}>
          {place > 0 && <wbr />}
          {part}
        </Fragment>
      ))}
    </bdi>
  );
}
