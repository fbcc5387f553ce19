const steps = [
  {
    title: 'You ask for a page',
    text: 'The proxy takes one look at your cookie. It can save you a detour; it cannot let you in.',
  },
  {
    title: 'A function checks the key',
    text: 'The page asks the user function, which verifies the token. Only its word counts.',
  },
  {
    title: 'The answer is complete',
    text: 'Your session is in the HTML itself. No spinner, and nothing to wait for without JavaScript.',
  },
  {
    title: 'Keys are changed in passing',
    text: 'When a token has expired, one redirect renews it and brings you back, a form you were sending included.',
  },
];

/** What happens to a request, in the order in which it happens. */
export function Journey() {
  return (
    <section aria-labelledby="journey" className="border-line bg-surface border-t">
      <div className="max-w-page px-margin mx-auto grid w-full gap-10 py-16 sm:py-24">
        <h2 id="journey" className="text-h2">
          What happens when you turn the key
        </h2>
        <ol className="grid gap-x-10 gap-y-10 sm:grid-cols-2 lg:grid-cols-4">
          {steps.map(({ title, text }, index) => (
            <li key={title} className="grid content-start gap-2">
              <span aria-hidden="true" className="font-heading text-h2 text-accent font-bold">
                {index + 1}
              </span>
              <h3 className="text-h3">{title}</h3>
              <p className="text-soft">{text}</p>
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}
