/** @jest-environment jsdom */
import { renderToString } from 'react-dom/server.node';
import { render } from '@testing-library/react';
import { INITIAL_STATE } from '../../components/ui/form/formState';
import { CancelEmailChangeForm } from '../../components/email/CancelEmailChangeForm';
import { UsernameField } from '../../components/password/UsernameField';
import { SignOutButton } from '../../components/session/SignOutButton';
import { Document } from '../../components/ui/Document';
import { ChangeForm } from '../../components/ui/form/ChangeForm';
import { FormUserProvider } from '../../components/ui/form/FormUser';
import { PasswordField } from '../../components/ui/form/PasswordField';
import { ReloadButton } from '../../components/ui/form/ReloadButton';
import { SubmitButton } from '../../components/ui/form/SubmitButton';
import { TextField } from '../../components/ui/form/TextField';

/** As extensions do it, before React takes the page over. */
const EXTENSIONS: readonly [name: string, change: () => void][] = [
  ['a dark mode on <html>', () => document.documentElement.setAttribute('data-darkreader-mode', 'dynamic')],
  ['a style on <html>', () => (document.documentElement.style.colorScheme = 'dark')],
  ['a spelling checker on <body>', () => document.body.setAttribute('data-gr-ext-installed', '')],
  ['a class on <body>', () => document.body.classList.add('clickup-chrome-ext_installed')],
  ['a form filler on every form', () => mark('form')],
  ['a form filler on every field', () => mark('input')],
  ['a form filler on every button', () => mark('button')],
];

function mark(elements: string): void {
  for (const element of document.querySelectorAll(elements)) element.setAttribute('fdprocessedid', 'x1');
}

const neverSent = () => Promise.resolve(INITIAL_STATE);

const cancelTexts = { cancel: 'Cancel', canceling: 'Canceling', setPassword: 'Set a password' };

const page = (
  <Document language="en" direction="ltr" skipLabel="Skip to content">
    <FormUserProvider userId="a user">
      <ChangeForm state={INITIAL_STATE} send={() => undefined} className="">
        <UsernameField email="ada@example.com" />
        <TextField name="name" label="Name" state={INITIAL_STATE} />
        <PasswordField
          name="password"
          label="Password"
          autoComplete="current-password"
          state={INITIAL_STATE}
        />
        <SubmitButton label="Save name" pendingLabel="Saving" />
      </ChangeForm>
      <CancelEmailChangeForm action={neverSent} token="a" resetPath="/" texts={cancelTexts} />
      <ReloadButton />
      <SignOutButton label="Sign out" pendingLabel="Signing out…" />
    </FormUserProvider>
  </Document>
);

test.each(EXTENSIONS)('%s causes no hydration error', (_name, change) => {
  const served = new DOMParser().parseFromString(renderToString(page), 'text/html');
  document.documentElement.replaceWith(served.documentElement);
  change();
  const form = document.querySelector('form');
  const errors: unknown[] = [];
  const onRecoverableError = (error: unknown) => errors.push(error);
  const { unmount } = render(page, { container: document, hydrate: true, onRecoverableError });
  expect(errors).toEqual([]);
  // The server's elements are still there: nothing was rendered again.
  expect(document.querySelector('form')).toBe(form);
  unmount();
});
