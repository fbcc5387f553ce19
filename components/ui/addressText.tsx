import type { ReactNode } from 'react';
import { Address } from './Address';

/** Emphasizes an email address in a sentence, whose direction it does not change. */
export const addressText = (text: ReactNode) => (
  <strong>
    <Address>{text}</Address>
  </strong>
);
