/** Placeholder for the form while its code loads. It has the same heights, so that nothing moves. */
export function LoginSkeleton() {
  return (
    <>
      <noscript>
        <p className="rounded-small border-accent bg-sunken mb-6 border-s-4 px-4 py-3">
          This page requires JavaScript, which is turned off or blocked in this browser. Turn it on for this
          site and reload the page.
        </p>
      </noscript>
      <div aria-hidden="true" className="grid content-start">
        <div className="rounded-small bg-sunken h-8 w-32" />
        <div className="rounded-small bg-sunken mt-3 mb-7 h-5 w-56" />
        <div className="rounded-small bg-sunken mb-2 h-5 w-16" />
        <div className="rounded-small border-line h-12 border" />
        <div className="rounded-small bg-sunken mt-4 mb-2 h-5 w-20" />
        <div className="rounded-small border-line h-12 border" />
        <div className="rounded-small bg-sunken mt-6 h-12" />
      </div>
    </>
  );
}
