/** A technical value. It may wrap anywhere, so that it never widens the page. */
export function Code({ children }: { children: string }) {
  return <code className="font-code text-small break-all">{children}</code>;
}
