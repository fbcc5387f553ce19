import type { ReactNode } from 'react';

/** Emphasizes an email address in a sentence, whose direction it does not change. */
export const addressText = (text: ReactNode) => (
  <strong className="break-all">
    <bdi>{text}</bdi>
  </strong>
);
