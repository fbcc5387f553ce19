/**
 * A technical value, from left to right in any language. It may wrap anywhere, so that it never widens the
 * page.
 */
export function Code({ children }: { children: string }) {
  return (
    <code dir="ltr" className="code">
      {children}
    </code>
  );
}
