export const MAIN_ID = 'main';

/** First focusable link of a page: skips the header. */
export function SkipLink({ label }: { label: string }) {
  return (
    <a
      href={`#${MAIN_ID}`}
      className="button button-primary absolute start-3 top-3 z-10 not-focus:sr-only focus:outline-offset-2"
    >
      {label}
    </a>
  );
}
