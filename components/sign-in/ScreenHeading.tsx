import type { ReactNode } from 'react';

interface ScreenHeadingProps {
  title: string;
  children: ReactNode;
}

/** The heading of a screen that the server renders, with what the user has to know. */
export function ScreenHeading({ title, children }: ScreenHeadingProps) {
  return (
    <>
      <h2 className="text-h1">{title}</h2>
      <p className="text-small text-soft mt-1 mb-4 wrap-anywhere">{children}</p>
    </>
  );
}
