import type { ReactNode } from 'react';

/** Makes the link of a message, for `t.rich`: `Read <link>the guide</link>.` */
export const textLink = (href: string) =>
  function TextLink(text: ReactNode) {
    return (
      <a className="text-link" href={href}>
        {text}
      </a>
    );
  };
