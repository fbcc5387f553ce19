/** Replaces the sign-in form when it cannot start: its code did not load, or the browser blocks storage. */
export function LoadError() {
  return (
    <div role="alert" className="grid justify-items-start gap-4">
      <h2 className="text-h2">The sign-in form could not be loaded</h2>
      <p>
        Check your connection and reload the page. If that does not help, allow cookies and site data for this
        site, or try a private window or another browser.
      </p>
      <button type="button" className="button button-primary" onClick={() => window.location.reload()}>
        Reload the page
      </button>
    </div>
  );
}
