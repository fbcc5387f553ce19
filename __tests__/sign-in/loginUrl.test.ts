import { removeUntrustedParams, moveFragmentToRedirect } from '@/components/sign-in/loginUrl';

const clean = (query: string) => removeUntrustedParams(new URL(`http://localhost:8888/auth?${query}`));

test.each([
  ['message=Call+this+number', ''],
  ['error=Call+this+number&show=signup', 'show=signup'],
  ['redirectToPath=%2F%2Fevil.example&show=signup', 'show=signup'],
  ['redirectToPath=https%3A%2F%2Fevil.example', ''],
])('%s is removed from the URL', (query, left) => {
  expect(new URL(clean(query)).search.slice(1)).toBe(left);
});

test.each(['error=signin', 'redirectToPath=%2Faccount%3Fa%3D1&show=signup', 'show=signup'])(
  '%s is kept',
  (query) => {
    expect(clean(query)).toBe(`http://localhost:8888/auth?${query}`);
  },
);

test.each([
  ['/auth?redirectToPath=%2Faccount%3Fa%3D1#profile', '/account?a=1#profile'],
  ['/auth?redirectToPath=%2Faccount#a%20b', '/account#a%20b'],
  ['/auth?redirectToPath=%2Faccount%23own#other', '/account#own'],
  ['/auth?redirectToPath=%2Faccount', '/account'],
])('%s becomes %s', (login, wanted) => {
  const url = moveFragmentToRedirect(new URL(login, 'http://localhost:8888'));
  expect(new URL(removeUntrustedParams(url)).searchParams.get('redirectToPath')).toBe(wanted);
});

test.each([
  ['without a requested page', '/auth#x'],
  ['of a link in a mail', '/auth/reset-password?token=t&redirectToPath=%2Faccount#mailedTo=a%40b.example'],
])('a fragment %s is kept', (_, path) => {
  const url = new URL(path, 'http://localhost:8888');
  expect(moveFragmentToRedirect(url).href).toBe(url.href);
});
