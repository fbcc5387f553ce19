export const MAIN_ID = 'main';

/** The first stop of the tab key: past everything that is the same on every page. */
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
