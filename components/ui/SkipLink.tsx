export const MAIN_ID = 'main';

/** First focusable link of a page: skips the header. */
export function SkipLink() {
  return (
    <a
      href={`#${MAIN_ID}`}
      className="button button-primary absolute top-3 left-3 z-10 not-focus:sr-only focus:outline-offset-2"
    >
      Skip to content
    </a>
  );
}
