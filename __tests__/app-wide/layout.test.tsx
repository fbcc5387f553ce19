import { renderToString } from 'react-dom/server.node';
import { render } from '@testing-library/react';
import RootLayout from '../../app/layout';
import { FRESH } from '../../components/ui/form/formState';
import { SubmitButton } from '../../components/ui/form/SubmitButton';
import { TextField } from '../../components/ui/form/TextField';

/** As extensions do it, before React takes the page over. */
const EXTENSIONS: readonly [name: string, change: () => void][] = [
  ['a dark mode on <html>', () => document.documentElement.setAttribute('data-darkreader-mode', 'dynamic')],
  ['a style on <html>', () => (document.documentElement.style.colorScheme = 'dark')],
  ['a spelling checker on <body>', () => document.body.setAttribute('data-gr-ext-installed', '')],
  ['a class on <body>', () => document.body.classList.add('clickup-chrome-ext_installed')],
  ['a form filler on a field', () => document.querySelector('input')?.setAttribute('fdprocessedid', 'x1')],
  ['a form filler on a button', () => document.querySelector('button')?.setAttribute('fdprocessedid', 'x2')],
];

const page = (
  <RootLayout>
    <form>
      <TextField name="name" label="Name" state={FRESH} />
      <SubmitButton label="Save name" pendingLabel="Saving" />
    </form>
  </RootLayout>
);

test.each(EXTENSIONS)('%s is no reason for a hydration error', (_name, change) => {
  const served = new DOMParser().parseFromString(renderToString(page), 'text/html');
  document.documentElement.replaceWith(served.documentElement);
  change();
  const form = document.querySelector('form');
  const errors: unknown[] = [];
  const onRecoverableError = (error: unknown) => errors.push(error);
  const { unmount } = render(page, { container: document, hydrate: true, onRecoverableError });
  expect(errors).toEqual([]);
  // The server's elements are still there: nothing was rendered anew.
  expect(document.querySelector('form')).toBe(form);
  unmount();
});
