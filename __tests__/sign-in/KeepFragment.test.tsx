/** @jest-environment jsdom */
import { render, screen } from '@testing-library/react';
import { KeepFragment } from '@/components/sign-in/KeepFragment';
import { SignInForm } from '@/components/sign-in/SignInForm';
import { Translated } from '../support/Translated';

function show(hash: string, redirectToPath?: string) {
  window.history.replaceState(null, '', `/auth${hash}`);
  const { container } = render(
    <KeepFragment>
      <SignInForm
        mode="signin"
        apiBasePath="/api/auth"
        websiteBasePath="/auth"
        redirectToPath={redirectToPath}
        confirms={false}
        minPasswordLength={8}
        refused={undefined}
        email=""
      />
    </KeepFragment>,
    { wrapper: Translated },
  );
  const href = (name: string) => screen.getByRole('link', { name }).getAttribute('href');
  return { action: container.querySelector('form')?.getAttribute('action'), href };
}

test('the form and the links to other forms have the fragment of the requested page', () => {
  const { action, href } = show('#name', '/account?a=1');
  expect(action).toBe('/api/auth/form/signin#name');
  expect(href('Create an account')).toMatch(/\/auth\?show=signup&redirectToPath=%2Faccount%3Fa%3D1#name$/);
  expect(href('Forgot your password?')).toMatch(
    /\/auth\/reset-password\?redirectToPath=%2Faccount%3Fa%3D1#name$/,
  );
});

test.each([
  ['no page was requested', '#name', undefined],
  ['there is none', '', '/account'],
])('the form has no fragment if %s', (_case, hash, path) => {
  const { action, href } = show(hash, path);
  expect(action).toBe('/api/auth/form/signin');
  expect(href('Create an account')).not.toContain('#');
  expect(href('Forgot your password?')).not.toContain('#');
});
