import type { ReactNode } from 'react';

interface PointProps {
  title: string;
  text: string;
  /** Shown above the title. */
  children?: ReactNode;
}

/** A point of a list: a title and a text. */
export function Point({ title, text, children }: PointProps) {
  return (
    <li className="grid grid-cols-1 content-start gap-2">
      {children}
      <h3 className="text-h2">{title}</h3>
      <p className="text-soft">{text}</p>
    </li>
  );
}
