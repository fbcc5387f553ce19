/** A value as JSON, to copy. Closed by default; works without JavaScript. */
export function RawJson({ summary, value }: { summary: string; value: unknown }) {
  return (
    <details className="card">
      <summary className="min-h-target rounded-card cursor-pointer px-5 py-3 font-semibold sm:px-6">
        {summary}
      </summary>
      <pre
        dir="ltr"
        tabIndex={0}
        className="rounded-b-card border-line bg-sunken font-code text-small overflow-x-auto border-t px-5 py-4 sm:px-6"
      >
        <code>{JSON.stringify(value, null, 2)}</code>
      </pre>
    </details>
  );
}
