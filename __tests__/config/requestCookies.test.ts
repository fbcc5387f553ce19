import fc from 'fast-check';
import { RequestCookies } from 'next/dist/compiled/@edge-runtime/cookies';
import { cookieValue, withoutDuplicates } from '@/config/session/requestCookies';

const NAMES = ['sAccessToken', 'sRefreshToken', 'sFrontToken', 'sAntiCsrf', 'refreshHop', 'device'];

test.each(NAMES)('of several cookies named %s the first counts', (name) => {
  expect(cookieValue(`a=1; ${name}=first; ${name}=second`, name)).toBe('first');
  expect(cookieValue(`${name}=second; b=2; ${name}=first; ${name}=second`, name)).toBe('second');
  expect(cookieValue(`${name}=; ${name}=second`, name)).toBeUndefined();
});

test.each([
  [null, undefined],
  ['', undefined],
  ['xname=1', undefined],
  ['name', undefined],
  ['name="a b"', 'a b'],
  ['name=a%20b', 'a b'],
  ['name=a=b', 'a=b'],
  ['name=%E0%A4%A', '%E0%A4%A'],
  [' name = spaced ;other=1', 'spaced'],
])('%j contains %j', (header, value) => {
  expect(cookieValue(header, 'name')).toBe(value);
});

test('without duplicates, every reader finds the cookie that counted before', () => {
  const pair = fc.tuple(fc.constantFrom(...NAMES), fc.stringMatching(/^[\w.-]{0,8}$/));
  fc.assert(
    fc.property(fc.array(pair), (sent) => {
      const header = sent.map(([name, value]) => `${name}=${value}`).join('; ');
      const bare = withoutDuplicates(header);
      const ofNext = new RequestCookies(new Headers({ cookie: bare }));
      for (const name of NAMES) {
        const value = cookieValue(header, name);
        expect(cookieValue(bare, name)).toBe(value);
        expect(ofNext.get(name)?.value || undefined).toBe(value);
        expect(ofNext.getAll(name).length).toBeLessThan(2);
      }
    }),
  );
});
