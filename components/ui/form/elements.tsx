import type { ComponentProps } from 'react';

/**
 * The HTML elements of forms. Browser extensions (password managers, form fillers, spelling checkers) put
 * attributes on them before React starts, which React would otherwise report as an error of the page. Pages
 * use these instead of the plain elements; eslint.config.mjs requires it.
 *
 * The server checks fields and answers in the language of the page: the browser would say what is missing in
 * its own. `required` on an input tells screen readers.
 */
export const Form = (props: ComponentProps<'form'>) => (
  <form noValidate {...props} suppressHydrationWarning />
);

/** See {@link Form}. */
export const Input = (props: ComponentProps<'input'>) => <input {...props} suppressHydrationWarning />;

/** See {@link Form}. */
export const Button = (props: ComponentProps<'button'>) => <button {...props} suppressHydrationWarning />;
