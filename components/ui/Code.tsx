/** A value made for machines: breaks anywhere, so that it never widens a page. */
export function Code({ children }: { children: string }) {
  return <code className="font-code text-small break-all">{children}</code>;
}
