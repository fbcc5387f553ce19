const steps = [
  {
    title: 'You request a page',
    text: 'The proxy looks at your session cookie and redirects early where it can. It never grants access.',
  },
  {
    title: 'A function verifies the session',
    text: 'The page asks the user function, which verifies the token. Only its answer counts.',
  },
  {
    title: 'The response is complete',
    text: 'Your session is in the HTML itself. No spinner, and nothing to wait for without JavaScript.',
  },
  {
    title: 'Tokens are refreshed on the way',
    text: 'When a token has expired, one redirect renews it and brings you back, a form you were sending included.',
  },
];

/** The steps of a request, in order. */
export function Journey() {
  return (
    <section aria-labelledby="journey" className="border-line bg-surface border-t">
      <div className="max-w-page px-margin mx-auto grid w-full gap-10 py-16 sm:py-24">
        <h2 id="journey" className="text-display-section">
          What happens when you open a page
        </h2>
        <ol className="grid gap-x-10 gap-y-10 sm:grid-cols-2 lg:grid-cols-4">
          {steps.map(({ title, text }, index) => (
            <li key={title} className="grid content-start gap-2">
              <span aria-hidden="true" className="text-display-section text-accent font-semibold">
                {index + 1}
              </span>
              <h3 className="text-h2">{title}</h3>
              <p className="text-soft">{text}</p>
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}
