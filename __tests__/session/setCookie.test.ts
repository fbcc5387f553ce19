/** @jest-environment node */
import { globSync, readFileSync } from 'node:fs';
import { sep } from 'node:path';
import type * as Cookies from '@/config/session/setCookie';

const SERIALIZER = 'config/session/setCookie.ts';

/** Scripts of pages, which write a cookie that is no secret. */
const SCRIPTS = ['components/sign-in/CookieNotice.tsx', 'components/ui/useTimeZoneCookie.ts'];

/** Loads the module in a site with this origin. */
async function cookiesAt(origin: string): Promise<typeof Cookies> {
  process.env.URL = origin;
  jest.resetModules();
  return import('@/config/session/setCookie');
}

it('sends no cookie of a site with HTTPS without it', async () => {
  const { setHiddenCookie, setSiteCookie } = await cookiesAt('https://app.example');
  expect(setSiteCookie('a', 'b c', { path: '/', expires: 0 })).toBe(
    'a=b%20c; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Secure; SameSite=Lax',
  );
  expect(setHiddenCookie('a', 'b', { path: '/x' })).toBe('a=b; Path=/x; HttpOnly; Secure; SameSite=Lax');
});

it('keeps cookies of a local site, which has no HTTPS', async () => {
  const { setHiddenCookie } = await cookiesAt('http://localhost:8888');
  expect(setHiddenCookie('a', 'b', { path: '/' })).toBe('a=b; Path=/; HttpOnly; SameSite=Lax');
});

it('is the only place that writes attributes of cookies', () => {
  const files = globSync('{app,components,config,netlify}/**/*.{ts,tsx}').concat('proxy.ts');
  const writers = files
    .filter((file) =>
      /; ?SameSite=|`SameSite=/.test(readFileSync(file, 'utf8').replaceAll(/^\s*(\/\/|\*|\/\*).*$/gm, '')),
    )
    .map((file) => file.split(sep).join('/'));
  expect(writers.sort()).toEqual([...SCRIPTS, SERIALIZER].sort());
});
